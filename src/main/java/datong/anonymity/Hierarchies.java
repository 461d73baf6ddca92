package datong.anonymity;

import datong.anonymity.Hierarchy.Step;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The hierarchies that a district needs, by kind of value (GB/T 37964: generalisation). */
public final class Hierarchies {
    /** Days are those of the district. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** From the coarsest to the finest: province, city, county, street, community, road, house. */
    private static final List<Pattern> PLACES = Stream.of("省|自治区", "市|自治州|地区|盟", "区|县|旗", "街道|镇|乡|苏木", "社区|村|里|小区|家园|苑|园", "路|街|大街|胡同|巷|弄", "号|栋|幢|号楼")
            .map(words -> Pattern.compile("^.*?(?:" + words + ")")).toList();

    private static final Pattern YEARS = Pattern.compile("\\d{4}-\\d{4}");

    private Hierarchies() {}

    /** By the word that publications and the command line use; empty if there is none of that name. */
    public static Optional<Hierarchy> named(String word) {
        return switch (word) {
            case "whole" -> Optional.of(whole());
            case "division" -> Optional.of(division());
            case "date" -> Optional.of(date());
            case "age" -> Optional.of(age());
            case "address" -> Optional.of(address());
            case "occupation" -> Optional.of(occupation());
            default -> Optional.empty();
        };
    }

    /** As it is, or not at all. */
    public static Hierarchy whole() {
        return new Hierarchy(List.of());
    }

    /** Codes whose leading characters are the coarser code; lengths from the longest to the shortest. A code no longer than that stays. */
    public static Hierarchy prefixes(int... lengths) {
        List<Step> steps = new ArrayList<>();
        for (int length : lengths) {
            if (length < 1 || !steps.isEmpty() && length >= lengths[steps.size() - 1]) {
                throw new IllegalArgumentException("lengths of prefixes must fall and be at least 1");
            }
            steps.add(value -> value.isEmpty() ? Optional.empty() : Optional.of(value.substring(0, value.offsetByCodePoints(0, Math.min(length, value.codePointCount(0, value.length()))))));
        }
        return new Hierarchy(steps);
    }

    /** Twelve digits of GB/T 2260 and GB/T 10114 and those of a grid: community, street, county, city, province. */
    public static Hierarchy division() {
        return prefixes(12, 9, 6, 4, 2);
    }

    /** Codes of the classification of occupations (GB/T 6565), with or without hyphens: small, middle, large class. */
    public static Hierarchy occupation() {
        return new Hierarchy(prefixes(5, 3, 1).steps().stream().<Step>map(step -> value -> step.of(value.replace("-", ""))).toList());
    }

    /** Ages and other whole years: five, ten, twenty years; ninety and older are one. */
    public static Hierarchy age() {
        return bands(Optional.of(BigDecimal.valueOf(90)), BigDecimal.valueOf(5), BigDecimal.TEN, BigDecimal.valueOf(20));
    }

    /**
     * Numbers in bands {@code low-high}, the upper edge not in it.
     *
     * @param top what is at least this much is one band
     * @param widths each a multiple of the one before
     */
    public static Hierarchy bands(Optional<BigDecimal> top, BigDecimal... widths) {
        List<Step> steps = new ArrayList<>();
        for (int each = 0; each < widths.length; each++) {
            BigDecimal width = widths[each];
            if (width.signum() <= 0 || each > 0 && width.remainder(widths[each - 1]).signum() != 0) {
                throw new IllegalArgumentException("widths of bands must be positive, each a multiple of the one before");
            }
            steps.add(value -> number(value).map(number -> band(number, width, top)));
        }
        return new Hierarchy(steps);
    }

    private static Optional<BigDecimal> number(String value) {
        try {
            return Optional.of(new BigDecimal(value.strip()));
        } catch (NumberFormatException other) {
            return Optional.empty();
        }
    }

    private static String band(BigDecimal number, BigDecimal width, Optional<BigDecimal> top) {
        if (top.isPresent() && number.compareTo(top.get()) >= 0) {
            return ">=" + top.get().toPlainString();
        }
        BigDecimal low = number.divide(width, 0, RoundingMode.FLOOR).multiply(width);
        BigDecimal high = top.map(low.add(width)::min).orElse(low.add(width));
        return low.toPlainString() + "-" + high.toPlainString();
    }

    /** Dates and times: day, month, quarter, year, five years, ten years. Bands of years ({@code 1980-1984}) stay until a step holds them. */
    public static Hierarchy date() {
        return new Hierarchy(List.of(
                value -> day(value).map(LocalDate::toString).or(() -> band(value, 0)),
                value -> day(value).map(day -> day.toString().substring(0, 7)).or(() -> band(value, 0)),
                value -> day(value).map(day -> day.getYear() + "-Q" + (day.getMonthValue() + 2) / 3).or(() -> band(value, 0)),
                value -> day(value).map(day -> String.valueOf(day.getYear())).or(() -> band(value, 0)),
                value -> day(value).map(day -> years(day.getYear(), 5)).or(() -> band(value, 5)),
                value -> day(value).map(day -> years(day.getYear(), 10)).or(() -> band(value, 10))));
    }

    private static Optional<LocalDate> day(String value) {
        try {
            return Optional.of(value.indexOf('T') > 0 ? Instant.parse(value).atZone(ZONE).toLocalDate() : LocalDate.parse(value));
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    /** @param width 0 leaves a band of years as it is */
    private static Optional<String> band(String value, int width) {
        if (!YEARS.matcher(value).matches()) {
            return Optional.empty();
        }
        if (width == 0) {
            return Optional.of(value);
        }
        String first = years(Integer.parseInt(value.substring(0, 4)), width);
        return first.equals(years(Integer.parseInt(value.substring(5)), width)) ? Optional.of(first) : Optional.empty();
    }

    private static String years(int year, int width) {
        int first = Math.floorDiv(year, width) * width;
        return first + "-" + (first + width - 1);
    }

    /** Chinese addresses: house, road, community, street, county, city, province; as far as the address names them. */
    public static Hierarchy address() {
        List<Step> steps = new ArrayList<>();
        for (int finest = PLACES.size(); finest >= 1; finest--) {
            int most = finest;
            steps.add(value -> place(value, most));
        }
        return new Hierarchy(steps);
    }

    private static Optional<String> place(String address, int finest) {
        int end = 0;
        for (Pattern part : PLACES.subList(0, finest)) {
            Matcher found = part.matcher(address.substring(end));
            end += found.find() ? found.end() : 0;
        }
        return end == 0 ? Optional.empty() : Optional.of(address.substring(0, end));
    }

    /** Paths such as {@code 市容环境/垃圾清运/清理不及时}: one part less at each step. */
    public static Hierarchy path(String separator, int deepest) {
        List<Step> steps = new ArrayList<>();
        for (int parts = deepest - 1; parts >= 1; parts--) {
            int most = parts;
            steps.add(value -> Optional.of(String.join(separator, Stream.of(value.split(Pattern.quote(separator))).limit(most).toList())));
        }
        return new Hierarchy(steps);
    }

    /**
     * Explicit, as in ARX: each row a value and its coarser forms, from the finest to the coarsest.
     *
     * @throws IllegalArgumentException if rows differ in length or a value stands twice
     */
    public static Hierarchy tree(List<List<String>> rows) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a hierarchy needs at least one row: a value and its coarser forms");
        }
        Map<String, List<String>> forms = new LinkedHashMap<>();
        int length = rows.getFirst().size();
        for (List<String> row : rows) {
            if (row.size() != length) {
                throw new IllegalArgumentException("every row of a hierarchy has the same number of forms; '" + row.getFirst() + "' has " + row.size() + ", the first row " + length);
            }
            if (forms.put(row.getFirst(), row) != null) {
                throw new IllegalArgumentException("'" + row.getFirst() + "' stands twice in the hierarchy");
            }
        }
        boolean star = length > 1 && rows.stream().allMatch(row -> row.getLast().equals(Hierarchy.ANY));
        List<Step> steps = new ArrayList<>();
        for (int level = 1; level < (star ? length - 1 : length); level++) {
            int at = level;
            steps.add(value -> Optional.ofNullable(forms.get(value)).map(row -> row.get(at)));
        }
        return new Hierarchy(steps);
    }
}
