package datong.statistics.yaml;

import datong.policy.yaml.PolicyRefused;
import datong.policy.yaml.StrictMap;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import datong.statistics.Epsilon;
import datong.statistics.Offer;
import datong.statistics.Period;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads one {@code *.statistics.yaml}, strictly: what is not understood refuses the file. */
final class OfferReader {
    /** Fewer would be no group (GB/T 37964 asks for five at least where nothing else is said). */
    private static final long LEAST = 5;
    private static final long MOST_MONTHS = 120;
    private static final int MOST_VALUES = 500;
    private static final Map<String, Period> PERIODS = periods();
    private final String file;
    private final StrictMap top;

    /** @param file path below the folder of policies */
    OfferReader(String file, String text) {
        this.file = file;
        this.top = StrictMap.read(file, text);
    }

    private static Map<String, Period> periods() {
        Map<String, Period> periods = new LinkedHashMap<>();
        for (Period period : Period.values()) {
            periods.put(period.name().toLowerCase(), period);
        }
        return periods;
    }

    /** @throws PolicyRefused saying what is wrong and where */
    Offer read() {
        top.only("dataset", "state", "group", "sum", "exact", "noise");
        List<Offer.Grouping> groupings = new ArrayList<>();
        if (top.has("group")) {
            StrictMap groups = top.map("group");
            groups.keys().forEach(item -> groupings.add(grouping(groups, item)));
        }
        List<Offer.Summed> sums = new ArrayList<>();
        if (top.has("sum")) {
            StrictMap items = top.map("sum");
            items.keys().forEach(item -> sums.add(sum(items, item)));
        }
        Optional<Offer.Exact> exact = top.has("exact") ? Optional.of(exact(top.map("exact"))) : Optional.empty();
        Optional<Offer.Noise> noise = top.has("noise") ? Optional.of(noise(top.map("noise"))) : Optional.empty();
        if (exact.isEmpty() && noise.isEmpty()) {
            throw new PolicyRefused(file, top.line(), "name 'exact' or 'noise', or both: a count leaves exact to those named, and with noise to all others");
        }
        if (!sums.isEmpty() && noise.isEmpty()) {
            throw top.refuse("sum", "sums leave with noise only; say 'noise' too");
        }
        return new Offer("policies/" + file, word(top, "dataset", DatasetCode::new), period(top, "state", Period.MONTH), List.copyOf(groupings), List.copyOf(sums), exact, noise);
    }

    private static <T> T word(StrictMap map, String key, Function<String, T> reading) {
        try {
            return reading.apply(map.text(key));
        } catch (IllegalArgumentException malformed) {
            throw map.refuse(key, "'" + key + "': " + malformed.getMessage());
        }
    }

    private static Period period(StrictMap map, String key, Period usual) {
        return map.maybe(key).map(word -> map.known(key, word, PERIODS, "period")).orElse(usual);
    }

    private static ItemName item(StrictMap map, String name) {
        try {
            return new ItemName(name);
        } catch (IllegalArgumentException malformed) {
            throw map.refuse(name, malformed.getMessage());
        }
    }

    private static Offer.Grouping grouping(StrictMap groups, String name) {
        ItemName item = item(groups, name);
        if (!groups.nested(name)) {
            List<String> values = groups.words(name);
            return new Offer.Grouping.Values(item, values.equals(List.of("codes")) ? List.of() : distinct(groups, name, values));
        }
        StrictMap how = groups.map(name).only("divisions", "months");
        if (how.has("divisions") == how.has("months")) {
            throw groups.refuse(name, "group by 'codes', by a list of values, by { divisions: [...] } or by { months: 12 }");
        }
        if (how.has("months")) {
            int months = how.number("months").filter(count -> count <= MOST_MONTHS).orElseThrow(() -> how.refuse("months", "'months' is a number up to " + MOST_MONTHS)).intValue();
            return new Offer.Grouping.Months(item, months);
        }
        List<String> codes = distinct(how, "divisions", how.words("divisions"));
        codes.stream().filter(code -> !code.matches("[0-9]{2,18}")).findFirst().ifPresent(code -> {
            throw how.refuse("divisions", "'" + code + "' is not the beginning of a division or grid code: 2 to 18 digits");
        });
        return new Offer.Grouping.Divisions(item, codes);
    }

    private static List<String> distinct(StrictMap map, String key, List<String> values) {
        if (new HashSet<>(values).size() < values.size() || values.size() > MOST_VALUES || values.contains("*")) {
            throw map.refuse(key, "name up to " + MOST_VALUES + " values, each once; what none of them names is counted under '*' by itself");
        }
        return values;
    }

    private static Offer.Summed sum(StrictMap items, String name) {
        StrictMap how = items.map(name).only("from", "to", "step");
        BigDecimal from = number(how, "from");
        BigDecimal to = number(how, "to");
        BigDecimal step = how.has("step") ? number(how, "step") : BigDecimal.ONE;
        if (from.compareTo(to) >= 0 || step.signum() <= 0 || to.subtract(from).compareTo(step) < 0 || from.abs().max(to.abs()).divide(step, MathContext.DECIMAL64).compareTo(BigDecimal.valueOf(1_000_000_000)) > 0) {
            throw items.refuse(name, "a range goes from a smaller to a greater number in steps above 0, at most a thousand million of them");
        }
        return new Offer.Summed(item(items, name), from, to, step);
    }

    private static BigDecimal number(StrictMap map, String key) {
        String text = map.text(key);
        if (!text.matches("-?[0-9]{1,12}(\\.[0-9]{1,6})?")) {
            throw map.refuse(key, "'" + key + "' is a number such as 20 or -0.5");
        }
        return new BigDecimal(text);
    }

    private static Offer.Exact exact(StrictMap map) {
        map.only("organisations", "minimum");
        List<String> organisations = map.words("organisations");
        if (organisations.isEmpty()) {
            throw map.refuse("organisations", "name the 'organisations' that are given exact counts, by their unified social credit codes");
        }
        long minimum = map.number("minimum").orElse(10L);
        if (minimum < LEAST || minimum > 1_000) {
            throw map.refuse("minimum", "'minimum' is the fewest persons that a count may be about, from " + LEAST + " to 1000");
        }
        return new Offer.Exact(Set.copyOf(organisations), (int) minimum);
    }

    private static Offer.Noise noise(StrictMap map) {
        map.only("epsilon", "budget", "period", "records");
        long epsilon = millionths(map, "epsilon");
        long budget = millionths(map, "budget");
        if (epsilon > budget) {
            throw map.refuse("budget", "the budget does not hold a single answer: it is below 'epsilon'");
        }
        long records = map.number("records").orElse(1L);
        if (records > 1_000) {
            throw map.refuse("records", "'records' of one person that count are 1000 at most");
        }
        return new Offer.Noise(epsilon, budget, period(map, "period", Period.YEAR), (int) records);
    }

    private static long millionths(StrictMap map, String key) {
        try {
            long millionths = Epsilon.millionths(map.text(key));
            if (millionths > 0 && millionths <= 100 * Offer.Noise.ONE) {
                return millionths;
            }
        } catch (ArithmeticException | NumberFormatException unreadable) {
            throw map.refuse(key, "'" + key + "' is a number above 0 with six decimal places at most, such as 0.5");
        }
        throw map.refuse(key, "'" + key + "' lies above 0 and is 100 at most");
    }
}
