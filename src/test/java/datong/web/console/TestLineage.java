package datong.web.console;

import datong.lineage.Trace;
import datong.schema.DatasetCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Lineage of the console's test district, from memory. */
final class TestLineage implements LineageView {
    private final TestViews district = new TestViews();

    @Override
    public Optional<RecordWay> record(String id) {
        Trace.Arrival arrival = new Trace.Arrival("01K80000000000000000000B02", TestViews.NOON, "01K80000000000000000000D02", "工单-20261103.csv", Optional.of("9f".repeat(32)), TestViews.NOON);
        Trace.Version now = new Trace.Version(TestViews.NOON, Optional.empty(), arrival, OptionalLong.of(17), "1.0.0", "ab".repeat(32), List.of("MASKED:reporter_phone", "MENDED:title"), Set.of(),
                List.of(new Trace.Mend("列 标题", "zhang.steward", TestViews.NOON, "与来电系统录音核对", "01K8000000000000000000H001")));
        Trace.Version before = new Trace.Version(TestViews.NOON.minusSeconds(86_400), Optional.of(TestViews.NOON), arrival, OptionalLong.empty(), "0.9.0", "cd".repeat(32), List.of(), Set.of(), List.of());
        Trace trace = new Trace("01K8000000000000000000R001", "matter", "matter-hotline-12345", "hotline-12345", "matter", List.of(now, before),
                List.of(new Trace.Link("REPORTED", false, "person", "01K8000000000000000000R002")));
        return Optional.of(trace).filter(known -> known.record().equals(id))
                .map(known -> new RecordWay(known, List.of(new VersionWay(now, ways()), new VersionWay(before, List.of())), List.of(same())));
    }

    private Same same() {
        datong.resolution.Resolutions.Cluster cluster = new datong.resolution.Resolutions.Cluster(TestResolution.CLUSTER, datong.resolution.Kind.MATTER, 3, 2,
                List.of("grid-events", "hotline-12345"), TestViews.NOON);
        datong.resolution.MemberId member = new datong.resolution.MemberId(new java.util.UUID(1, 2), datong.resolution.Role.SELF);
        List<datong.schema.ItemDefinition> items = district.items(district.dataset());
        return new Same(new datong.resolution.Resolutions.Membership(cluster, member, "STATED_NUMBER", TestViews.NOON),
                List.of(new datong.resolution.Resolutions.Event(7, "MERGED", "STATED_NUMBER", 2, TestViews.NOON, "hub", "", false)),
                List.of(new Standing(items.get(0), Optional.of(items.get(0)), "hotline-12345", datong.resolution.Survivorship.Why.AUTHORITY, true, 1),
                        new Standing(items.get(1), Optional.empty(), "grid-events", datong.resolution.Survivorship.Why.ONLY, false, 0)));
    }

    @Override
    public Optional<DatasetWay> dataset(DatasetCode code) {
        return Optional.of(district.dataset()).filter(dataset -> dataset.code().equals(code))
                .map(dataset -> new DatasetWay(dataset, ways(), List.of(new Exit("matter-open", "title"), new Exit("matter-open", "urgency"))));
    }

    private List<ItemWay> ways() {
        return district.items(district.dataset()).stream().map(item -> new ItemWay(item, "hotline-12345", List.of("列 " + item.chinese(), "共同的很长很长很长的一列来源数据"),
                "hotline-12345.mapping.yaml 1.0.0", 20, item.name() + ": { from: [列, 共同], redact: true }")).toList();
    }
}
