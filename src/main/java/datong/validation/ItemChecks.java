package datong.validation;

import datong.mapping.Problem;
import datong.schema.CodeTables;
import datong.schema.ElementSchema;
import datong.schema.ExtensionItem;
import datong.schema.ItemDefinition;
import datong.schema.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is checked by an item's definition and not by an annotation: its code table, what storage can hold, a district's constraints. */
final class ItemChecks {
    private static final int MOST_DIGITS = 1000;
    private final CodeTables codeTables;

    ItemChecks(CodeTables codeTables) {
        this.codeTables = codeTables;
    }

    List<Problem> problems(ElementSchema schema, Object[] values) {
        List<Problem> problems = List.of();
        List<ItemDefinition> items = schema.items();
        for (int ordinal = 0; ordinal < values.length; ordinal++) {
            Object value = values[ordinal];
            if (value != null) {
                problems = with(problems, storage(items.get(ordinal), value));
                problems = with(problems, code(items.get(ordinal), value));
            }
        }
        for (ExtensionItem extension : schema.extensions()) {
            int ordinal = extension.definition().ordinal();
            problems = with(problems, local(extension, ordinal < values.length ? values[ordinal] : null));
        }
        return problems;
    }

    private Problem code(ItemDefinition item, Object value) {
        if (item.codeTable().isEmpty()) {
            return null;
        }
        String table = item.codeTable().get();
        boolean known = switch (value) {
            case String code -> codeTables.contains(table, code);
            case List<?> codes -> codes.stream().allMatch(code -> codeTables.contains(table, String.valueOf(code)));
            default -> true;
        };
        return known ? null : problem("UNMAPPED_CODE", item,
                "not a code of table '" + table + "'; add the source's word to the item's 'codes' in the mapping");
    }

    /** A NUL character, a year or a number that PostgreSQL cannot hold would break the whole batch. */
    private static Problem storage(ItemDefinition item, Object value) {
        boolean fits = switch (value) {
            case String text -> text.indexOf('\0') < 0;
            case Json json -> json.text().indexOf('\0') < 0;
            case List<?> texts -> texts.stream().allMatch(text -> text instanceof String string && string.indexOf('\0') < 0);
            case BigDecimal number -> number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS;
            case LocalDate date -> date.getYear() >= -4000 && date.getYear() <= 9999;
            case Instant time -> time.getEpochSecond() >= -188_000_000_000L && time.getEpochSecond() <= 253_402_300_799L;
            default -> true;
        };
        return fits ? null : problem("NOT_STORABLE", item,
                "holds a NUL character, or a year or number beyond what the ledger can store");
    }

    private static Problem local(ExtensionItem extension, Object value) {
        ItemDefinition item = extension.definition();
        if (value == null) {
            return extension.required() ? problem(Findings.MISSING, item, "this item is required") : null;
        }
        if (value instanceof String text) {
            return text(extension, text);
        }
        BigDecimal number = switch (value) {
            case BigDecimal decimal -> decimal;
            case Integer integer -> BigDecimal.valueOf(integer);
            default -> null;
        };
        boolean low = number != null && extension.minimum().isPresent() && number.compareTo(extension.minimum().get()) < 0;
        boolean high = number != null && extension.maximum().isPresent() && number.compareTo(extension.maximum().get()) > 0;
        return low || high ? problem("OUT_OF_RANGE", item, low ? "at least " + extension.minimum().get() : "at most " + extension.maximum().get()) : null;
    }

    private static Problem text(ExtensionItem extension, String text) {
        ItemDefinition item = extension.definition();
        if (item.maxLength() > 0 && text.length() > item.maxLength()) {
            return problem("TOO_LONG", item, "at most " + item.maxLength() + " characters");
        }
        boolean matches = extension.pattern().isEmpty() || extension.pattern().get().matcher(text).matches();
        return matches ? null : problem("PATTERN", item, "matches " + extension.pattern().get().pattern());
    }

    private static Problem problem(String rule, ItemDefinition item, String message) {
        return new Problem(rule, Optional.of(item.name().value()), Optional.empty(), message);
    }

    private static List<Problem> with(List<Problem> problems, Problem problem) {
        if (problem == null) {
            return problems;
        }
        List<Problem> more = new ArrayList<>(problems);
        more.add(problem);
        return more;
    }
}
