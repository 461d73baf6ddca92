package datong.web.console;

import datong.policy.Subject;
import datong.resolution.Kind;
import datong.resolution.Resolutions;
import datong.resolution.Role;
import datong.resolution.Survivorship;
import datong.schema.ItemDefinition;
import datong.schema.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What may be the same, side by side and masked, and what was decided. Showing values is noted in the audit log first. */
interface ResolutionView {
    Map<Kind, Long> open();

    List<Resolutions.Proposal> proposals(Kind kind, int offset, int most);

    /** Empty once every question of it is answered. */
    Optional<Compared> compared(Subject actor, UUID proposal);

    List<Resolutions.Cluster> clusters(Kind kind, int offset, int most);

    long clusterCount(Kind kind);

    Optional<Together> together(Subject actor, UUID cluster);

    List<Resolutions.Asked> rejected(Kind kind);

    List<Resolutions.Division> divisions();

    List<Resolutions.UnknownName> unknownNames();

    /** Sources of both sides of a candidate; empty if there is none. */
    List<String> sourcesOf(UUID candidate);

    /** Sources of a cluster's members. */
    List<String> sourcesOfCluster(UUID cluster);

    record Compared(Resolutions.Proposal proposal, List<Column> columns, List<Row> rows, List<Question> questions) {}

    /** @param letter by which the questions name it; @param mentions how many mentions share the evidence */
    record Column(String letter, Optional<UUID> cluster, Role role, List<String> sources, Level level, int records, long mentions) {}

    /** @param agreement whether all that tell the item tell the same; what the masks hide is compared too */
    record Row(ItemDefinition item, List<String> cells, Agreement agreement) {}

    enum Agreement { SAME, DIFFERENT, ONE }

    record Question(Resolutions.Asked asked, String left, String right) {}

    record Together(Resolutions.Cluster cluster, List<Member> members, List<Surviving> surviving, List<Resolutions.Event> events) {}

    record Member(String source, String dataset, Role role, Level level, int quality, Optional<Instant> updatedAt, Instant storedAt) {}

    record Surviving(ItemDefinition item, String shown, String source, Survivorship.Why why, int differing) {}
}
