package datong.studio;

import datong.schema.CodeTable;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemType;
import datong.schema.ValueKind;
import datong.studio.Suggestion.Kind;
import datong.studio.Suggestion.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** How well one column fits one item: by its header and by its values. */
final class Evidence {
    private static final double ALONE = 0.5;
    private final Vocabulary vocabulary;
    private final Function<ItemDefinition, Optional<CodeTable>> tables;

    Evidence(Vocabulary vocabulary, Function<ItemDefinition, Optional<CodeTable>> tables) {
        this.vocabulary = vocabulary;
        this.tables = tables;
    }

    Suggestion weigh(ColumnProfile column, Element element, ItemDefinition item) {
        Words header = header(column.header(), element, item);
        Values values = values(column, item);
        double score = header.score() == 0 ? Math.min(ALONE, values.score() * (values.unmistakable() ? 1 : 0.3)) : 1 - (1 - header.score()) * (1 - values.score());
        List<Reason> reasons = new ArrayList<>();
        header.reason().ifPresent(reasons::add);
        values.reason().ifPresent(reasons::add);
        if (values.contradicted()) {
            score *= 0.35;
            reasons.add(new Reason(Kind.CONTRADICTED, column.main().map(Enum::name).orElse("")));
        }
        return new Suggestion(Optional.of(item.name()), score, reasons);
    }

    private record Words(double score, Optional<Reason> reason) {
        static Words of(double score, Kind kind, String detail) {
            return new Words(score, Optional.of(new Reason(kind, detail)));
        }
    }

    private Words header(String header, Element element, ItemDefinition item) {
        String plain = Vocabulary.plain(header);
        List<Words> found = new ArrayList<>();
        for (HouseUse use : vocabulary.house(plain)) {
            if (use.element() == element && use.item().filter(item.name().value()::equals).isPresent()) {
                found.add(Words.of(0.93, Kind.HOUSE, use.source()));
            }
        }
        for (Vocabulary.Word word : vocabulary.words(element, item.name())) {
            found.add(compare(plain, word.plain(), word.weak() ? 0.62 : 0.9, word.label() ? Kind.LABEL : Kind.SYNONYM, word.text()));
        }
        return found.stream().max(Comparator.comparingDouble(Words::score)).filter(best -> best.score() >= 0.15).orElse(new Words(0, Optional.empty()));
    }

    private static Words compare(String header, String word, double exact, Kind kind, String detail) {
        if (header.equals(word)) {
            return Words.of(exact, kind, detail);
        }
        if (Vocabulary.last(header).equals(word)) {
            return Words.of(exact - 0.04, kind, detail);
        }
        if (word.length() >= 2 && header.contains(word)) {
            double part = word.length() / (double) header.length();
            return Words.of(exact * (header.endsWith(word) ? 0.8 : 0.6) * part, Kind.PART, detail);
        }
        double alike = alike(header, word);
        return alike < 0.5 ? new Words(0, Optional.empty()) : Words.of(0.55 * alike, Kind.SIMILAR, detail);
    }

    /** Share of neighbouring characters that both have (Dice). */
    private static double alike(String one, String other) {
        if (one.length() < 2 || other.length() < 2) {
            return 0;
        }
        int both = 0;
        for (int index = 0; index + 2 <= one.length(); index++) {
            both += other.contains(one.substring(index, index + 2)) ? 1 : 0;
        }
        return 2.0 * both / (one.length() + other.length() - 2);
    }

    /** @param unmistakable whether such values say by themselves what they are */
    private record Values(double score, boolean unmistakable, boolean contradicted, Optional<Reason> reason) {
        static final Values SILENT = new Values(0, false, false, Optional.empty());
    }

    private Values values(ColumnProfile column, ItemDefinition item) {
        if (column.filled() == 0) {
            return Values.SILENT;
        }
        Optional<CodeTable> table = tables.apply(item);
        if (table.isPresent()) {
            return codes(column, table.get());
        }
        Set<Clue> expected = expected(item);
        Clue best = expected.stream().max(Comparator.comparingDouble(column::share)).orElse(Clue.SENTENCE);
        double share = expected.stream().mapToDouble(column::share).sum();
        boolean strict = strict(item);
        if (share >= 0.5) {
            return new Values(strict ? 0.5 : 0.3, unmistakable(item), false,
                    Optional.of(new Reason(Kind.VALUES, best.name())));
        }
        boolean contradicted = column.telling() && (strict ? share < 0.15 : clash(column, item));
        return new Values(0, false, contradicted, Optional.empty());
    }

    private static Values codes(ColumnProfile column, CodeTable table) {
        Map<String, Integer> words = column.words();
        if (words.isEmpty()) {
            boolean many = column.telling() && column.distinct() > 60;
            return new Values(0, false, many, Optional.empty());
        }
        long known = words.entrySet().stream().filter(word -> CodeWords.code(table, word.getKey()).isPresent()).mapToInt(Map.Entry::getValue).sum();
        double share = known / (double) Math.max(1, column.filled());
        return share < 0.4 ? Values.SILENT : new Values(0.35 * share, false, false, Optional.of(new Reason(Kind.CODES, table.name())));
    }

    /** Plain text that holds numbers of persons, or a title that is a date, is something else. */
    private static boolean clash(ColumnProfile column, ItemDefinition item) {
        boolean number = column.share(Clue.RESIDENT_ID) > 0.5 || column.share(Clue.MOBILE) > 0.5;
        boolean moment = column.share(Clue.DATE) + column.share(Clue.TIMESTAMP) > 0.5;
        return item.type() == ItemType.STRING && (number || moment) && item.kind() != ValueKind.REFERENCE;
    }

    /** Numbers with a check of their own and degrees say what they are, whatever the column is called. */
    private static boolean unmistakable(ItemDefinition item) {
        return switch (item.kind()) {
            case ID_NUMBER, PHONE, PLATE, CREDIT_CODE, COORDINATE -> true;
            case PLAIN, CODE, NAME, ADDRESS, DIVISION, GRID, FREE_TEXT, URL, REFERENCE, AMOUNT, DATE, TIME -> false;
        };
    }

    /** Whether other values than the expected ones make the item wrong. */
    private static boolean strict(ItemDefinition item) {
        return switch (item.kind()) {
            case ID_NUMBER, PHONE, PLATE, CREDIT_CODE, COORDINATE, URL -> true;
            case DATE, TIME, AMOUNT -> true;
            case PLAIN, CODE, NAME, ADDRESS, DIVISION, GRID, FREE_TEXT, REFERENCE -> item.type() == ItemType.INTEGER || item.type() == ItemType.DECIMAL
                    || item.type() == ItemType.DATE || item.type() == ItemType.TIMESTAMP;
        };
    }

    private static Set<Clue> expected(ItemDefinition item) {
        return switch (item.kind()) {
            case ID_NUMBER -> Set.of(Clue.RESIDENT_ID, Clue.CUT_NUMBER, Clue.MASKED);
            case PHONE -> Set.of(Clue.PHONE, Clue.SEVERAL_PHONES, Clue.MASKED);
            case PLATE -> Set.of(Clue.PLATE);
            case CREDIT_CODE -> Set.of(Clue.CREDIT_CODE);
            case DIVISION -> Set.of(Clue.DIVISION);
            case GRID -> Set.of(Clue.GRID);
            case COORDINATE -> item.name().value().contains("lat") ? Set.of(Clue.LATITUDE) : Set.of(Clue.LONGITUDE);
            case NAME -> Set.of(Clue.NAME, Clue.MASKED);
            case ADDRESS -> Set.of(Clue.ADDRESS);
            case FREE_TEXT -> Set.of(Clue.SENTENCE);
            case URL -> Set.of(Clue.WEB_ADDRESS);
            case DATE, TIME -> Set.of(Clue.DATE, Clue.TIMESTAMP, Clue.DATE_WITHOUT_YEAR, Clue.TIME_AGO);
            case AMOUNT -> Set.of(Clue.DECIMAL, Clue.INTEGER, Clue.WITH_UNIT);
            case PLAIN, CODE, REFERENCE -> byType(item.type());
        };
    }

    private static Set<Clue> byType(ItemType type) {
        return switch (type) {
            case INTEGER -> Set.of(Clue.INTEGER);
            case DECIMAL -> Set.of(Clue.DECIMAL, Clue.INTEGER, Clue.WITH_UNIT);
            case DATE, TIMESTAMP -> Set.of(Clue.DATE, Clue.TIMESTAMP, Clue.DATE_WITHOUT_YEAR, Clue.TIME_AGO);
            case BOOLEAN -> Set.of(Clue.TRUTH);
            case STRING, STRINGS, JSON -> Set.of();
        };
    }
}
