package datong.query;

import datong.ledger.Selection.Operator;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ItemType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.time.temporal.ValueRange;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns the texts of a filter into values of the item's type. Messages name what was expected, never what was given. */
public final class FilterValues {
    /** A date given where a moment is meant starts at midnight here. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Set<ItemName> ULIDS = Set.of(new ItemName("record_id"), new ItemName("batch_id"));
    private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    /** Years that both Java and the database can hold in every zone. */
    private static final ValueRange ERA = ValueRange.of(1, 9999);
    private static final int MAX_VALUES = 100;
    private static final int MAX_LENGTH = 300;
    private static final Set<Operator> PRESENCE = EnumSet.of(Operator.IS_NULL, Operator.IS_NOT_NULL);
    private static final Set<Operator> EQUALITY = EnumSet.of(Operator.EQ, Operator.NE, Operator.IN, Operator.IS_NULL, Operator.IS_NOT_NULL);
    private static final Set<Operator> ORDERED = EnumSet.complementOf(EnumSet.of(Operator.STARTS_WITH));

    private FilterValues() {}

    private static Set<Operator> operators(ItemDefinition item) {
        return switch (item.type()) {
            case STRING -> ULIDS.contains(item.name()) ? EQUALITY : EnumSet.allOf(Operator.class);
            case INTEGER, DECIMAL, DATE, TIMESTAMP -> ORDERED;
            case BOOLEAN -> EQUALITY;
            case STRINGS -> item.lookup() ? EnumSet.of(Operator.EQ, Operator.IN, Operator.IS_NULL, Operator.IS_NOT_NULL) : PRESENCE;
            case JSON -> PRESENCE;
        };
    }

    /** @throws InvalidQuestion if operator or values do not fit the item */
    public static List<Object> typed(ItemDefinition item, QueryRequest.Filter filter) {
        if (!operators(item).contains(filter.operator())) {
            throw new InvalidQuestion("OPERATOR_NOT_APPLICABLE", "operator " + filter.operator().name().toLowerCase() + " does not apply to item "
                    + item.name() + " of type " + item.type() + "; it takes " + operators(item).toString().toLowerCase());
        }
        demandCount(item, filter);
        return filter.values().stream().map(text -> typed(item, text)).toList();
    }

    private static void demandCount(ItemDefinition item, QueryRequest.Filter filter) {
        int given = filter.values().size();
        if (PRESENCE.contains(filter.operator()) ? given != 0 : given == 0) {
            throw new InvalidQuestion("INVALID_VALUE", "the filter on " + item.name() + (given == 0 ? " needs a value" : " takes no value"));
        }
        if (filter.operator() == Operator.IN ? given > MAX_VALUES : given > 1) {
            throw new InvalidQuestion("INVALID_VALUE", "the filter on " + item.name() + " takes "
                    + (filter.operator() == Operator.IN ? MAX_VALUES + " values at most" : "one value; use 'in' for several"));
        }
    }

    private static Object typed(ItemDefinition item, String given) {
        String text = given.strip();
        if (text.isEmpty() || text.length() > MAX_LENGTH || text.chars().anyMatch(Character::isISOControl) || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw invalid(item, "text of 1 to " + MAX_LENGTH + " characters without control characters");
        }
        try {
            return switch (item.type()) {
                case STRING, STRINGS, JSON -> ULIDS.contains(item.name()) ? ulid(item, text) : text;
                case INTEGER -> Integer.valueOf(text);
                case DECIMAL -> decimal(item, text);
                case DATE -> day(text);
                case TIMESTAMP -> moment(text);
                case BOOLEAN -> truth(item, text);
            };
        } catch (NumberFormatException | DateTimeException unreadable) {
            throw invalid(item, expected(item.type()));
        }
    }

    private static String ulid(ItemDefinition item, String text) {
        if (!ULID.matcher(text).matches()) {
            throw invalid(item, "an identifier of 26 characters (ULID)");
        }
        return text;
    }

    private static BigDecimal decimal(ItemDefinition item, String text) {
        if (text.length() > 40 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            throw invalid(item, expected(ItemType.DECIMAL));
        }
        return new BigDecimal(text);
    }

    private static Instant moment(String text) {
        OffsetDateTime moment = text.length() == 10 ? day(text).atStartOfDay(ZONE).toOffsetDateTime() : OffsetDateTime.parse(text);
        ERA.checkValidValue(moment.getYear(), ChronoField.YEAR);
        return moment.toInstant();
    }

    private static LocalDate day(String text) {
        LocalDate day = LocalDate.parse(text);
        ERA.checkValidValue(day.getYear(), ChronoField.YEAR);
        return day;
    }

    private static Boolean truth(ItemDefinition item, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(item, expected(ItemType.BOOLEAN));
        };
    }

    private static String expected(ItemType type) {
        return switch (type) {
            case STRING, STRINGS, JSON -> "text";
            case INTEGER -> "a whole number";
            case DECIMAL -> "a decimal number such as 116.46";
            case DATE -> "a date such as 2026-03-31";
            case TIMESTAMP -> "a moment such as 2026-03-31T08:00:00+08:00 (in a URL, + is written %2B), or a date such as 2026-03-31";
            case BOOLEAN -> "true or false";
        };
    }

    private static InvalidQuestion invalid(ItemDefinition item, String expected) {
        return new InvalidQuestion("INVALID_VALUE", "the value for item " + item.name() + " is not readable; expected " + expected);
    }
}
