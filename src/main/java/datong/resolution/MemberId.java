package datong.resolution;

import java.util.Comparator;
import java.util.UUID;

/** A record in one of its roles. Ordered by age: record ids grow with time. */
public record MemberId(UUID record, Role role) implements Comparable<MemberId> {
    private static final Comparator<MemberId> ORDER = Comparator.comparing((MemberId member) -> member.role.ordinal())
            .thenComparing(member -> member.record.toString());

    @Override
    public int compareTo(MemberId other) {
        return ORDER.compare(this, other);
    }
}
