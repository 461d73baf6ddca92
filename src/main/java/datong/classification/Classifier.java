package datong.classification;

import datong.mapping.MappedRecord;
import datong.schema.Element;
import datong.schema.ElementSchema;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.Level;
import datong.schema.PersonalData;
import datong.schema.ValueKind;
import datong.schema.check.ResidentId;
import datong.validation.ValidatedRecord;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Gives a proven record its level, redacts its free text, and keeps personal numbers out of its key. Thread-safe. */
public final class Classifier {
    private static final ZoneId LOCAL = ZoneId.of("Asia/Shanghai");
    private static final ItemName UNDER_FOURTEEN = new ItemName("is_minor_u14");
    private static final ItemName CONFIDENTIAL = new ItemName("is_confidential");
    private static final ItemName REQUEST_KIND = new ItemName("request_kind");
    private final PersonalDataScanner scanner;
    private final UnaryOperator<String> keyDigest;
    private final Clock clock;

    /** @param keyDigest keyed, the same for equal keys, at most 128 characters */
    public Classifier(PersonalDataScanner scanner, UnaryOperator<String> keyDigest, Clock clock) {
        this.scanner = scanner;
        this.keyDigest = keyDigest;
        this.clock = clock;
    }

    public ClassifiedRecord classify(ValidatedRecord validated) {
        MappedRecord mapped = validated.mapped();
        ElementSchema schema = mapped.output().schema();
        List<String> flags = new ArrayList<>(validated.flags().size());
        validated.flags().forEach(flag -> flags.add(flag.toString()));
        Object[] values = mapped.values().clone();
        boolean child = child(schema, values);
        Level text = freeText(schema, values, mapped.redact(), flags);
        Weight weight = weigh(schema, values).raisedTo(text);
        if (child) {
            schema.item(UNDER_FOURTEEN).ifPresent(item -> values[item.ordinal()] = Boolean.TRUE);
        }
        boolean highest = child || retaliationIsFeared(schema, values);
        return new ClassifiedRecord(mapped.output(), mapped.raw(), key(mapped, flags), mapped.sourceUpdatedAt(), values,
                highest ? Level.L4 : weight.level(), weight.personal(), List.copyOf(flags));
    }

    /** A level, and whether a natural person is concerned. */
    private record Weight(Level level, boolean personal) {
        Weight raisedTo(Level other) {
            return new Weight(level.max(other), personal);
        }
    }

    /** The highest level of what is filled; two quasi-identifiers with an address are at least L3 (DOMAIN §2.7). */
    private static Weight weigh(ElementSchema schema, Object[] values) {
        Level level = Level.L1;
        boolean personal = false;
        boolean address = false;
        int quasi = 0;
        List<ItemDefinition> items = schema.items();
        for (int ordinal = 0; ordinal < values.length; ordinal++) {
            if (values[ordinal] == null || values[ordinal] == Boolean.FALSE) {
                continue;
            }
            ItemDefinition item = items.get(ordinal);
            level = level.max(item.level());
            personal |= item.personalData().personal();
            address |= item.kind() == ValueKind.ADDRESS;
            quasi += item.personalData() == PersonalData.QUASI ? 1 : 0;
        }
        return new Weight(address && quasi >= 2 ? level.max(Level.L3) : level, personal);
    }

    /** Redacts what the mapping asks for; an ID or card number that stays in a text makes it L4. */
    private Level freeText(ElementSchema schema, Object[] values, Set<ItemName> redact, List<String> flags) {
        Level level = Level.L1;
        List<ItemDefinition> items = schema.items();
        for (int ordinal = 0; ordinal < values.length; ordinal++) {
            if (!(values[ordinal] instanceof String text)) {
                continue;
            }
            ItemDefinition item = items.get(ordinal);
            if (!redact.isEmpty() && redact.contains(item.name())) {
                values[ordinal] = scanner.redact(text);
            } else if (item.kind() == ValueKind.FREE_TEXT && holdsNumber(text)) {
                level = Level.L4;
                flags.add("TEXT_HOLDS_ID:" + item.name());
            }
        }
        return level;
    }

    private boolean holdsNumber(String text) {
        return scanner.scan(text).stream()
                .anyMatch(span -> span.kind() == PersonalDataScanner.Kind.ID_NUMBER || span.kind() == PersonalDataScanner.Kind.BANK_CARD);
    }

    /** PIPL 28: whether any person the record names by ID or birth date is younger than fourteen today, or the source says so. */
    private boolean child(ElementSchema schema, Object[] values) {
        List<ItemDefinition> items = schema.items();
        for (int ordinal = 0; ordinal < values.length; ordinal++) {
            Object value = values[ordinal];
            if (value == null) {
                continue;
            }
            ItemDefinition item = items.get(ordinal);
            boolean young = switch (value) {
                case String number when item.kind() == ValueKind.ID_NUMBER ->
                        ResidentId.parse(number) instanceof ResidentId.Valid id && youngerThanFourteen(id.birthDate());
                case LocalDate date when schema.element() == Element.PERSON && item.name().value().equals("birth_date") -> youngerThanFourteen(date);
                case Boolean said when item.name().equals(UNDER_FOURTEEN) -> said;
                default -> false;
            };
            if (young) {
                return true;
            }
        }
        return false;
    }

    private boolean youngerThanFourteen(LocalDate birth) {
        return birth.isAfter(LocalDate.now(clock.withZone(LOCAL)).minusYears(14));
    }

    /** A confidential matter or a report of wrongdoing names someone who must not be found by those it accuses. */
    private static boolean retaliationIsFeared(ElementSchema schema, Object[] values) {
        return Boolean.TRUE.equals(value(schema, values, CONFIDENTIAL)) || "REPORT".equals(value(schema, values, REQUEST_KIND));
    }

    private static Object value(ElementSchema schema, Object[] values, ItemName name) {
        return schema.item(name).map(item -> values[item.ordinal()]).orElse(null);
    }

    /** Validation refuses a record without a key, so there is one. */
    private String key(MappedRecord mapped, List<String> flags) {
        String key = mapped.sourceKey().orElseThrow();
        String known = ledgerKey(key);
        if (!known.equals(key)) {
            flags.add("KEY_DIGESTED");
        }
        return known;
    }

    /** The key by which the ledger knows a record: a digest where a person's number stands in it. */
    public String ledgerKey(String sourceKey) {
        return SourceKeys.holdsPersonalNumber(sourceKey) ? keyDigest.apply(sourceKey) : sourceKey;
    }
}
