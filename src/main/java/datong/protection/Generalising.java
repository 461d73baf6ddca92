package datong.protection;

import datong.schema.ItemDefinition;
import datong.schema.ValueKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;

/**
 * Makes a value coarser by kind (DOMAIN §2.8): date to a band of five years, time to its day, division and grid to leading
 * digits, coordinate to the centre of a cell of at least 200 m, number to a band, address to its community. A kind that has no
 * coarser form is absent.
 */
final class Generalising implements ValueTreatment {
    /** Days are those of the district. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int BAND_YEARS = 5;
    private static final Pattern RESIDENT_ID = Pattern.compile("\\d{14}[\\d*]?|\\d{6}[\\d*]{8,11}[\\dXx*]");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    /** 200 m from south to north. */
    private static final BigDecimal LATITUDE_CELL = new BigDecimal("0.0018");
    /** At least 200 m from west to east up to 53° north, where a degree is shortest. */
    private static final BigDecimal LONGITUDE_CELL = new BigDecimal("0.0030");

    private final ValueKind kind;
    private final boolean latitude;
    private final int keep;

    Generalising(ItemDefinition item, int keep) {
        this.kind = item.kind();
        this.latitude = item.name().value().contains("latitude");
        this.keep = keep;
    }

    @Override
    public Object treat(Object value) {
        return switch (value) {
            case LocalDate date -> years(date);
            case Instant time -> time.atZone(ZONE).toLocalDate().toString();
            case Integer number -> band(BigDecimal.valueOf(number));
            case BigDecimal number -> kind == ValueKind.COORDINATE ? cell(number) : band(number);
            case String text -> text(text.strip());
            default -> null;
        };
    }

    private static String years(LocalDate date) {
        int first = Math.floorDiv(date.getYear(), BAND_YEARS) * BAND_YEARS;
        return first + "-" + (first + BAND_YEARS - 1);
    }

    private BigDecimal cell(BigDecimal degrees) {
        BigDecimal cell = latitude ? LATITUDE_CELL : LONGITUDE_CELL;
        BigDecimal edge = degrees.divide(cell, 0, RoundingMode.FLOOR).multiply(cell);
        return edge.add(cell.divide(BigDecimal.TWO, MathContext.DECIMAL64)).setScale(4, RoundingMode.HALF_UP);
    }

    /** Of the given width, or between two neighbours of 1, 2, 5, 10, 20, 50 … */
    private String band(BigDecimal number) {
        if (number.signum() < 0) {
            return "<0";
        }
        if (keep > 0) {
            BigDecimal width = BigDecimal.valueOf(keep);
            BigDecimal low = number.divide(width, 0, RoundingMode.FLOOR).multiply(width);
            return low.toPlainString() + "-" + low.add(width).toPlainString();
        }
        if (number.compareTo(BigDecimal.ONE) < 0) {
            return "0-1";
        }
        BigDecimal ten = BigDecimal.ONE.scaleByPowerOfTen(number.precision() - number.scale() - 1);
        BigDecimal[] edges = {ten, ten.multiply(BigDecimal.TWO), ten.multiply(BigDecimal.valueOf(5)), ten.multiply(BigDecimal.TEN)};
        int low = number.compareTo(edges[1]) < 0 ? 0 : number.compareTo(edges[2]) < 0 ? 1 : 2;
        return edges[low].toPlainString() + "-" + edges[low + 1].toPlainString();
    }

    private String text(String text) {
        return switch (kind) {
            case DIVISION -> digits(text, keep > 0 ? keep : 9);
            case GRID -> digits(text, keep > 0 ? keep : 12);
            case CODE -> keep > 0 && text.length() > keep ? text.substring(0, keep) : Characters.count(text) > 1 && keep <= 0 ? Characters.first(text, 1) : null;
            case ID_NUMBER -> RESIDENT_ID.matcher(text).matches() ? text.substring(0, 6) : null;
            case ADDRESS -> Address.toCommunity(text).orElse(null);
            case PLAIN, NAME, PHONE, PLATE, CREDIT_CODE, FREE_TEXT, URL, REFERENCE, COORDINATE, AMOUNT, DATE, TIME -> null;
        };
    }

    private static String digits(String code, int keep) {
        return DIGITS.matcher(code).matches() ? code.substring(0, Math.min(keep, code.length())) : null;
    }
}
