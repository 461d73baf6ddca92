package datong.resolution;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What resolution has found and what became of it. Names records, rules and counts; values only by {@link #records}. */
public interface Resolutions {
    /** Open questions of each kind. */
    Map<Kind, Long> open();

    /** Proposals with an open question, the newest first. */
    List<Proposal> proposals(Kind kind, int offset, int most);

    Optional<Question> question(UUID proposal);

    /** The clusters that changed last. */
    List<Cluster> clusters(Kind kind, int offset, int most);

    long clusterCount(Kind kind);

    Optional<Cluster> cluster(UUID id);

    /** Where a record stands together with others, in each of its roles. */
    List<Membership> of(UUID record);

    /** Members of a cluster, the oldest first, at most 200. */
    List<MemberId> members(UUID cluster);

    /** What happened to a cluster, the newest first. */
    List<Event> events(UUID cluster);

    /** Questions that were answered with no, the newest first. */
    List<Asked> rejected(Kind kind, int most);

    /** The records behind members, in clear, in the same order; a record that has left the ledger is left out. */
    List<MemberRecord> records(Kind kind, List<MemberId> members);

    List<Division> divisions();

    /** Names of organisations that no table names, the most frequent first. */
    List<UnknownName> unknownNames(int most);

    /** Items' values that stand for the members. */
    List<Survivorship.Survivor> survivors(Kind kind, List<MemberRecord> records);

    record Proposal(UUID id, Kind kind, List<Rule> rules, List<String> sources, int level, int questions, Instant foundAt) {}

    /** Several things that may be one. */
    record Question(Proposal proposal, List<Thing> things, List<Asked> asked) {}

    /** One thing as it stands: a cluster or a record alone. @param mentions how many mentions share the evidence, 1 for a record */
    record Thing(Optional<UUID> cluster, List<MemberId> members, long mentions) {}

    record Asked(UUID id, UUID proposal, Kind kind, Rule rule, MemberId left, MemberId right, double score, int level, String state, Instant foundAt,
            Optional<Instant> decidedAt, Optional<String> decidedBy, Optional<String> reason) {
        public boolean open() {
            return state.equals("OPEN");
        }
    }

    record Cluster(UUID id, Kind kind, int level, int size, List<String> sources, Instant changedAt) {}

    /** @param rule by which the record joined */
    record Membership(Cluster cluster, MemberId member, String rule, Instant joinedAt) {}

    record Event(long seq, String act, String rule, int moved, Instant at, String actor, String reason, boolean undone) {
        public boolean canBeUndone() {
            return !undone && (act.equals("MERGED") || act.equals("CONFIRMED"));
        }
    }

    /** A retired code that records carry. @param current empty while it has to be asked */
    record Division(String code, Optional<String> current, List<String> candidates, long records, Optional<String> answeredBy) {}

    record UnknownName(String name, List<Organisations.Known> suggested, long records) {}
}
