package datong.resolution;

import datong.schema.ItemName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Whose value stands where records differ: the source responsible for the item first, then the newest, then the better quality (DOMAIN §3.12). */
public final class Survivorship {
    private final Rules rules;

    public Survivorship(Rules rules) {
        this.rules = rules;
    }

    /** What decided. */
    public enum Why { ONLY, AGREED, AUTHORITY, NEWEST, QUALITY, FIRST }

    /** @param differing how many records say something else */
    public record Survivor(ItemName item, Object value, MemberRecord from, Why why, int differing) {}

    /** One for each item that any of the records tells. */
    public List<Survivor> of(Kind kind, List<MemberRecord> records) {
        List<Survivor> survivors = new ArrayList<>();
        for (ItemName item : Comparison.items(kind)) {
            List<MemberRecord> telling = records.stream().filter(record -> record.values().containsKey(item)).toList();
            if (!telling.isEmpty()) {
                survivors.add(survivor(kind, item, telling));
            }
        }
        return survivors;
    }

    private Survivor survivor(Kind kind, ItemName item, List<MemberRecord> telling) {
        List<String> authorities = rules.authorities(kind, item);
        List<Comparator<MemberRecord>> steps = List.of(
                Comparator.comparing((MemberRecord record) -> rank(authorities, record.source())),
                Comparator.comparing((MemberRecord record) -> record.updatedAt().orElse(Instant.MIN)).reversed(),
                Comparator.comparing(MemberRecord::quality).reversed(),
                Comparator.comparing(MemberRecord::member));
        MemberRecord best = telling.stream().min(steps.stream().reduce(Comparator::thenComparing).orElseThrow()).orElseThrow();
        Object value = best.values().get(item);
        int differing = (int) telling.stream().filter(record -> !Objects.equals(record.values().get(item), value)).count();
        return new Survivor(item, value, best, why(telling, best, item, value, differing, steps), differing);
    }

    private static Why why(List<MemberRecord> telling, MemberRecord best, ItemName item, Object value, int differing, List<Comparator<MemberRecord>> steps) {
        if (telling.size() == 1) {
            return Why.ONLY;
        }
        if (differing == 0) {
            return Why.AGREED;
        }
        List<MemberRecord> others = telling.stream().filter(record -> !Objects.equals(record.values().get(item), value)).toList();
        Why[] reasons = {Why.AUTHORITY, Why.NEWEST, Why.QUALITY};
        for (int step = 0; step < reasons.length; step++) {
            Comparator<MemberRecord> order = steps.get(step);
            if (others.stream().allMatch(other -> order.compare(best, other) < 0)) {
                return reasons[step];
            }
        }
        return Why.FIRST;
    }

    private static int rank(List<String> authorities, String source) {
        int rank = authorities.indexOf(source);
        return rank < 0 ? authorities.size() : rank;
    }
}
