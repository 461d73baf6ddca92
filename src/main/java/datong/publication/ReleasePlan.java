package datong.publication;

import datong.ledger.ChildRows;
import datong.ledger.Confided;
import datong.ledger.LedgerRow;
import datong.ledger.Selection;
import datong.policy.Decision;
import datong.policy.RowScope;
import datong.policy.Treatment;
import datong.publication.Publication.Condition;
import datong.publication.Publication.PublishedItem;
import datong.schema.Dataset;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ItemType;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What to read for a release and how to treat it; there is none without a permission.
 *
 * @param fetched published items in the order of the file, then those read only for the manifest and for the rule for children
 * @param treatments one for each fetched item
 */
record ReleasePlan(Publication publication, Decision.Permitted permitted, List<ItemDefinition> fetched, List<Treatment> treatments,
        Selection selection, int published) {
    private static final String OPEN = "STATISTICS.OPEN";
    static final ItemName SOURCE = new ItemName("source_system_code");
    static final ItemName MAPPING = new ItemName("mapping_version");

    /** Every item that the decision must speak of: the published ones and those of the filter. */
    static Set<ItemName> asked(Publication publication) {
        Set<ItemName> asked = new HashSet<>();
        publication.items().forEach(item -> asked.add(item.name()));
        publication.conditions().forEach(condition -> asked.add(condition.item()));
        return asked;
    }

    static ReleasePlan of(Publication publication, Dataset dataset, LedgerSchema schema, Decision.Permitted permitted) {
        List<ItemDefinition> fetched = new ArrayList<>();
        List<Treatment> treatments = new ArrayList<>();
        for (PublishedItem item : publication.items()) {
            ItemDefinition definition = definition(publication, dataset, schema, item.name(), item.line());
            fetched.add(definition);
            treatments.add(treatment(publication, item, definition, permitted));
        }
        if (treatments.stream().allMatch(Treatment.Drop.class::isInstance)) {
            throw new RefusedRelease("NOTHING_LEFT", "every item of the publication is withheld from its recipient");
        }
        List<Selection.Condition> conditions = publication.conditions().stream()
                .map(condition -> condition(publication, dataset, schema, condition, permitted)).toList();
        int published = fetched.size();
        Stream<ItemDefinition> envelope = Stream.of(SOURCE, MAPPING).flatMap(extra -> schema.item(dataset.element(), extra).stream());
        Stream.of(envelope, ChildRows.marks(schema.element(dataset.element())).stream(), Confided.marks(schema.element(dataset.element())).stream()).flatMap(part -> part).filter(item -> !fetched.contains(item)).forEach(item -> {
            fetched.add(item);
            treatments.add(new Treatment.Drop());
        });
        Selection selection = new Selection(dataset.code(), dataset.element(), fetched.stream().map(ItemDefinition::name).toList(),
                scope(permitted.scope()), conditions, List.of(), Optional.empty(), 0);
        return new ReleasePlan(publication, permitted, List.copyOf(fetched), List.copyOf(treatments), selection, published);
    }

    private static ItemDefinition definition(Publication publication, Dataset dataset, LedgerSchema schema, ItemName name, int line) {
        return schema.item(dataset.element(), name)
                .filter(item -> dataset.items().contains(name) || schema.envelopeItem(name).isPresent())
                .orElseThrow(() -> new RefusedRelease("UNKNOWN_ITEM", publication.file() + ":" + line + ": dataset " + dataset.code()
                        + " has no item '" + name + "'"));
    }

    private static Treatment treatment(Publication publication, PublishedItem item, ItemDefinition definition, Decision.Permitted permitted) {
        Treatment demanded = demanded(item.name(), permitted);
        Treatment wanted = item.override().orElse(demanded);
        if (!Strictness.atLeast(wanted, demanded)) {
            throw new RefusedRelease("NOT_STRICTER", publication.file() + ":" + item.line() + ": the policies demand '" + demanded.word()
                    + "' for " + item.name() + "; a publication may only protect more, '" + wanted.word() + "' is not surely more");
        }
        if (definition.level() == Level.L4 && !mayLeaveAtL4(wanted)) {
            throw new RefusedRelease("L4_IN_CLEAR", publication.file() + ":" + item.line() + ": " + item.name()
                    + " is L4 and never leaves as a file in clear; write drop, mask, pseudonymise or encrypt");
        }
        return wanted;
    }

    private static boolean mayLeaveAtL4(Treatment treatment) {
        return switch (treatment) {
            case Treatment.Drop drop -> true;
            case Treatment.Mask mask -> true;
            case Treatment.Pseudonymise pseudonymise -> true;
            case Treatment.EncryptForRecipient encrypt -> true;
            case Treatment.Reveal reveal -> false;
            case Treatment.Truncate truncate -> false;
            case Treatment.Generalise generalise -> false;
            case Treatment.PreserveFormat preserve -> false;
            case Treatment.RedactText redact -> false;
        };
    }

    private static Treatment demanded(ItemName item, Decision.Permitted permitted) {
        return Optional.ofNullable(permitted.treatments().get(item))
                .orElseThrow(() -> new RefusedRelease("NO_TREATMENT", "the policies say nothing about item " + item + ", so it stays in"));
    }

    /** Whether a record is in the file says what the filter compared: only items that the recipient sees in clear may be compared. */
    private static Selection.Condition condition(Publication publication, Dataset dataset, LedgerSchema schema, Condition condition,
            Decision.Permitted permitted) {
        ItemDefinition item = definition(publication, dataset, schema, condition.item(), condition.line());
        if (item.encryptedAtRest() || !(demanded(item.name(), permitted) instanceof Treatment.Reveal)) {
            throw new RefusedRelease("FILTER_NOT_CLEAR", publication.file() + ":" + condition.line() + ": the filter names " + item.name()
                    + ", which the recipient does not see in clear");
        }
        try {
            return new Selection.Condition(item.name(), condition.operator(), condition.values().stream().map(text -> typed(item.type(), text)).toList());
        } catch (DateTimeException | IllegalArgumentException wrong) {
            throw new RefusedRelease("FILTER_VALUE", publication.file() + ":" + condition.line() + ": a value of the filter is not of the type of "
                    + item.name() + " (" + item.type() + ")");
        }
    }

    private static Object typed(ItemType type, String text) {
        return switch (type) {
            case STRING, STRINGS, JSON -> text;
            case INTEGER -> Integer.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case DATE -> LocalDate.parse(text);
            case TIMESTAMP -> Instant.parse(text);
            case BOOLEAN -> switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException("neither true nor false");
            };
        };
    }

    private static Selection.Scope scope(RowScope scope) {
        return new Selection.Scope(scope.everywhere(), scope.divisions(), scope.grids(), scope.sources(), scope.notAccused(), scope.leadOrganisations(),
                scope.notDivisions());
    }

    /** Whether something said of reporters leaves in clear or in part. A recipient who handles the cases knows who brought them. */
    boolean tellsReporters() {
        return permitted.scope().leadOrganisations().isEmpty() && IntStream.range(0, fetched.size()).anyMatch(at -> Confided.tells(fetched.get(at))
                && !(treatments.get(at) instanceof Treatment.Drop || treatments.get(at) instanceof Treatment.Pseudonymise || treatments.get(at) instanceof Treatment.EncryptForRecipient));
    }

    /** The records of the dataset that the recipient's permission reaches, whatever the publication's filter. */
    Selection population() {
        return new Selection(selection.dataset(), selection.element(), selection.items(), selection.scope(), List.of(), selection.order(), selection.after(), selection.limit());
    }

    /** The longest release that the permission allows; a demand that nobody understands is a refusal. */
    long mostRows() {
        long most = Long.MAX_VALUE;
        for (String obligation : permitted.obligations()) {
            if (!obligation.matches("MAX_ROWS:[1-9][0-9]{0,8}")) {
                throw new RefusedRelease("UNKNOWN_OBLIGATION", "the policies demand '" + obligation + "', which a release cannot keep");
            }
            most = Math.min(most, Long.parseLong(obligation.substring("MAX_ROWS:".length())));
        }
        return most;
    }

    /** Item → word, in the order of the file. */
    Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        for (int at = 0; at < published; at++) {
            words.put(fetched.get(at).name().value(), treatments.get(at).word());
        }
        return words;
    }

    /** Columns of the files: what is not dropped. */
    List<ReleaseColumn> columns() {
        List<ReleaseColumn> columns = new ArrayList<>();
        for (int at = 0; at < published; at++) {
            if (!(treatments.get(at) instanceof Treatment.Drop)) {
                columns.add(new ReleaseColumn(fetched.get(at), treatments.get(at), at));
            }
        }
        return columns;
    }

    /** @param at place of the item's clear value in the ledger's row */
    record ReleaseColumn(ItemDefinition item, Treatment treatment, int at) {
        TableFormat.Column column() {
            return TableFormat.Column.of(item, treatment instanceof Treatment.Reveal);
        }
    }

    /** Whether it is for everybody. */
    boolean open() {
        return publication.purpose().equals(OPEN) || publication.purpose().startsWith(OPEN + ".");
    }

    /** Of an item that may not be fetched; null then, too. */
    Object value(LedgerRow row, ItemName item) {
        int at = place(item);
        return at < 0 ? null : row.values()[at];
    }

    private int place(ItemName item) {
        for (int at = 0; at < fetched.size(); at++) {
            if (fetched.get(at).name().equals(item)) {
                return at;
            }
        }
        return -1;
    }
}
