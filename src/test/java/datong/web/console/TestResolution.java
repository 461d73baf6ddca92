package datong.web.console;

import datong.policy.Subject;
import datong.resolution.Decisions;
import datong.resolution.Kind;
import datong.resolution.MemberId;
import datong.resolution.Organisations;
import datong.resolution.Resolutions;
import datong.resolution.Role;
import datong.resolution.Rule;
import datong.resolution.Survivorship.Why;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Two records that may be one, a cluster, a parted division: enough of resolution for the console's tests. Invented throughout. */
final class TestResolution implements ResolutionView, Decisions {
    static final UUID PROPOSAL = UUID.fromString("01960000-0000-7000-8000-000000000001");
    static final UUID CANDIDATE = UUID.fromString("01960000-0000-7000-8000-000000000002");
    static final UUID CLUSTER = UUID.fromString("01960000-0000-7000-8000-000000000003");
    private static final MemberId LEFT = new MemberId(PROPOSAL, Role.OWNER);
    private static final MemberId RIGHT = new MemberId(CANDIDATE, Role.REPORTER);
    private final List<String> decided = new ArrayList<>();

    List<String> decided() {
        return decided;
    }

    @Override
    public Map<Kind, Long> open() {
        return Map.of(Kind.PERSON, decided.contains("confirm") ? 0L : 1L, Kind.PLACE, 0L, Kind.ORGANISATION, 0L, Kind.MATTER, 0L);
    }

    @Override
    public List<Resolutions.Proposal> proposals(Kind kind, int offset, int most) {
        return kind == Kind.PERSON ? List.of(proposal()) : List.of();
    }

    private static Resolutions.Proposal proposal() {
        return new Resolutions.Proposal(PROPOSAL, Kind.PERSON, List.of(Rule.NAME_MOBILE), List.of("hotline-12345", "rental-houses"), 4, 1, TestViews.NOON);
    }

    @Override
    public Optional<Compared> compared(Subject actor, UUID proposal) {
        List<Column> columns = List.of(new Column("A", Optional.of(CLUSTER), Role.OWNER, List.of("rental-houses"), Level.L4, 2, 1),
                new Column("B", Optional.empty(), Role.REPORTER, List.of("hotline-12345"), Level.L3, 1, 3));
        List<Row> rows = List.of(new Row(item("name"), List.of("赵**", "赵**"), Agreement.SAME), new Row(item("id_number"), List.of("110199************", ""), Agreement.ONE),
                new Row(item("sex"), List.of("2", "1"), Agreement.DIFFERENT));
        return Optional.of(new Compared(proposal(), columns, rows, List.of(new Question(asked("OPEN"), "A", "B"))));
    }

    private static ItemDefinition item(String name) {
        return LedgerSchema.standard().element(Element.PERSON).item(new ItemName(name)).orElseThrow();
    }

    private static Resolutions.Asked asked(String state) {
        return new Resolutions.Asked(CANDIDATE, PROPOSAL, Kind.PERSON, Rule.NAME_MOBILE, LEFT, RIGHT, 1, 4, state, TestViews.NOON,
                Optional.of(TestViews.NOON).filter(at -> !state.equals("OPEN")), Optional.of("zhang.steward").filter(by -> !state.equals("OPEN")), Optional.of("不是一人"));
    }

    @Override
    public List<Resolutions.Cluster> clusters(Kind kind, int offset, int most) {
        return List.of(cluster());
    }

    private static Resolutions.Cluster cluster() {
        return new Resolutions.Cluster(CLUSTER, Kind.PERSON, 4, 2, List.of("hotline-12345", "household-register"), TestViews.NOON);
    }

    @Override
    public long clusterCount(Kind kind) {
        return 1;
    }

    @Override
    public Optional<Together> together(Subject actor, UUID cluster) {
        List<Member> members = List.of(new Member("household-register", "person-household-register", Role.SELF, Level.L4, 100, Optional.of(TestViews.NOON), TestViews.NOON),
                new Member("hotline-12345", "matter-hotline-12345", Role.REPORTER, Level.L3, 90, Optional.empty(), TestViews.NOON));
        List<Surviving> surviving = List.of(new Surviving(item("name"), "周**", "household-register", Why.AGREED, 0),
                new Surviving(item("mobile"), "154****1001", "hotline-12345", Why.NEWEST, 1));
        return Optional.of(new Together(cluster(), members, surviving, List.of(new Resolutions.Event(7, "CONFIRMED", "NAME_MOBILE", 1, TestViews.NOON, "zhang.steward", "电话核实", false),
                new Resolutions.Event(3, "MERGED", "SAME_ID", 1, TestViews.NOON, "hub", "", true))));
    }

    @Override
    public List<Resolutions.Asked> rejected(Kind kind) {
        return List.of(asked("REJECTED"));
    }

    @Override
    public List<Resolutions.Division> divisions() {
        return List.of(new Resolutions.Division("110199008000", Optional.empty(), List.of("110199001000", "110199002000"), 12, Optional.empty()),
                new Resolutions.Division("110199009000", Optional.of("110199002000"), List.of("110199002000"), 3, Optional.empty()));
    }

    @Override
    public List<Resolutions.UnknownName> unknownNames() {
        return List.of(new Resolutions.UnknownName("示范街办", List.of(new Organisations.Known("11110199MB00DEM264", List.of("示范街道办事处"))), 40));
    }

    @Override
    public List<String> sourcesOf(UUID candidate) {
        return List.of("hotline-12345", "rental-houses");
    }

    @Override
    public List<String> sourcesOfCluster(UUID cluster) {
        return cluster().sources();
    }

    @Override
    public long confirm(UUID candidate, Actor actor, String reason) {
        decided.add("confirm " + candidate + " " + actor.id() + " " + reason);
        return 8;
    }

    @Override
    public long reject(UUID candidate, Actor actor, String reason) {
        throw new Refused("decided", "somebody has decided this already");
    }

    @Override
    public long undo(long event, Actor actor, String reason) {
        decided.add("undo " + event + " " + reason);
        return 9;
    }

    @Override
    public void reopen(UUID candidate, Actor actor, String reason) {
        decided.add("reopen " + reason);
    }

    @Override
    public void answer(String division, String successor, Actor actor, String reason) {
        decided.add("answer " + division + " " + successor);
    }
}
