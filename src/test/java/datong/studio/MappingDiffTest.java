package datong.studio;

import static org.assertj.core.api.Assertions.assertThat;

import datong.mapping.Mapping;
import datong.mapping.yaml.Loaded;
import datong.schema.ItemName;
import datong.studio.MappingDiff.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MappingDiffTest {
    private static final String HEAD = """
            source: orders
            element: matter
            version: %s
            provider: 11110199MB00DEM264
            legal_basis: { basis: STATUTORY_DUTY }
            purpose: SERVICE.REQUEST
            retention_days: 30
            key: %s
            items:
              matter_type: { const: REQUEST }
              division_code: { const: '110199001001' }
            """;
    private static final Sampled ORDERS = House.sample("编号|时间|级别|电话|来电人", "1|2026-11-03 08:00|特急|15400001001|赵示例", "2|2026-11-03 09:00|7日|15400001002|钱样本",
            "3|2026-11-03 10:00|缓|abc|孙虚构", "4|soon|7日||");

    private static Mapping mapping(String version, String key, String items) {
        return ((Loaded.Good) House.files().load("orders", HEAD.formatted(version, key) + items)).mapping();
    }

    private static final Mapping OLD = mapping("1.0.0", "编号", "  reported_at: { from: 时间, as: timestamp }\n  urgency: { from: 级别, codes: { 特急: H2 } }\n  reporter_phone: 电话\nunused: [来电人]\n");

    private static MappingDiff diff(Mapping draft) {
        return MappingDiff.of(Optional.of(OLD), draft, House.STAGES, ORDERS.records(),
                List.of(new MappingDiff.Published("open", "orders", new ItemName("urgency")), new MappingDiff.Published("open", "orders", new ItemName("reported_at")),
                        new MappingDiff.Published("open", "other", new ItemName("urgency"))));
    }

    @Test
    void theSameMappingChangesNothing() {
        assertThat(diff(OLD).nothing()).isTrue();
        assertThat(diff(OLD).counts()).containsEntry(Kind.SAME, 2).containsEntry(Kind.STILL_QUARANTINED, 2);
    }

    @Test
    void newCodesLetARecordInAndAChangedOneIsToldWithItsValues() {
        MappingDiff diff = diff(mapping("1.1.0", "编号",
                "  reported_at: { from: 时间, as: timestamp }\n  urgency: { from: 级别, codes: { 特急: H24, 缓: D15 } }\n  reporter_phone: 电话\nunused: [来电人]\n"));

        assertThat(diff.counts()).containsEntry(Kind.CHANGED, 1).containsEntry(Kind.NEWLY_STORED, 1).containsEntry(Kind.SAME, 1).containsEntry(Kind.STILL_QUARANTINED, 1);
        assertThat(diff.examples().get(Kind.CHANGED)).singleElement().satisfies(example -> {
            assertThat(example.item().orElseThrow().name()).isEqualTo(new ItemName("urgency"));
            assertThat(List.of(example.was(), example.is())).isEqualTo(List.of("H2", "H24"));
        });
        assertThat(diff.before().quarantined()).isEqualTo(2);
        assertThat(diff.after().quarantined()).isEqualTo(1);
        assertThat(diff.flags()).extracting(MappingDiff.FlagChange::flag).contains("PHONE_FORMAT:reporter_phone");
        assertThat(diff.published()).extracting(change -> change.column().item().value(), MappingDiff.PublishedChange::changed)
                .containsExactlyInAnyOrder(org.assertj.core.groups.Tuple.tuple("urgency", 2), org.assertj.core.groups.Tuple.tuple("reported_at", 1));
    }

    @Test
    void anItemThatBecomesPersonalAndOneThatNoLongerIsAreNamed() {
        MappingDiff diff = diff(mapping("1.1.0", "编号", "  reported_at: { from: 时间, as: timestamp }\n  urgency: { from: 级别, codes: { 特急: H2 } }\n  reporter_name: 来电人\nunused: [电话]\n"));

        assertThat(diff.items()).filteredOn(MappingDiff.ItemChange::newlyPersonal).extracting(change -> change.item().name().value()).containsExactly("reporter_name");
        assertThat(diff.items()).filteredOn(MappingDiff.ItemChange::noLongerPersonal).extracting(change -> change.item().name().value()).containsExactly("reporter_phone");
        assertThat(diff.items()).filteredOn(MappingDiff.ItemChange::newlyPersonal).singleElement().satisfies(change -> assertThat(change.is()).isEqualTo(2));
    }

    @Test
    void anItemThatOnlyTheRestOfASplitCellFillsIsNewlyPersonalToo() {
        Sampled two = House.sample("编号|时间|级别|电话|来电人", "1|2026-11-03 08:00|7日|15400001001、15400001002|");
        Mapping draft = mapping("1.1.0", "编号",
                "  reported_at: { from: 时间, as: timestamp }\n  urgency: 级别\n  reporter_phone: { from: 电话, as: phone, split: true, rest: reporter_other_phones }\nunused: [来电人]\n");

        MappingDiff diff = MappingDiff.of(Optional.of(OLD), draft, House.STAGES, two.records(), List.of());

        assertThat(diff.items()).filteredOn(MappingDiff.ItemChange::newlyPersonal).extracting(change -> change.item().name().value()).contains("reporter_other_phones");
    }

    @Test
    void aPublishedItemThatIsNoLongerMappedIsNamed() {
        MappingDiff diff = diff(mapping("1.1.0", "编号", "  reported_at: { from: 时间, as: timestamp }\n  reporter_phone: 电话\nunused: [来电人, 级别]\n"));

        assertThat(diff.published()).filteredOn(change -> !change.mappedNow()).singleElement().satisfies(change -> assertThat(change.column().item().value()).isEqualTo("urgency"));
    }

    @Test
    void anotherKeyIsToldFromAnotherValue() {
        assertThat(diff(mapping("1.1.0", "[编号, 时间]", "  reported_at: { from: 时间, as: timestamp }\n  urgency: { from: 级别, codes: { 特急: H2 } }\n  reporter_phone: 电话\nunused: [来电人]\n"))
                .counts()).containsEntry(Kind.KEY_CHANGED, 2);
    }

    @Test
    void aStricterReadingSendsRecordsToQuarantine() {
        MappingDiff diff = diff(mapping("1.1.0", "编号",
                "  reported_at: { from: 时间, as: timestamp }\n  urgency: { from: 级别, codes: { 特急: H2 } }\n  reporter_phone: { from: 电话, required: true, on_error: reject }\nunused: [来电人]\n"));

        assertThat(diff.counts()).doesNotContainKey(Kind.NEWLY_QUARANTINED).containsEntry(Kind.SAME, 2);
    }

    @Test
    void aHeaderThatNoLongerFitsIsToldBeforeAnyRecord() {
        MappingDiff diff = diff(mapping("1.1.0", "编号", "  reported_at: { from: 时间, as: timestamp }\n  reporter_phone: 电话\nunused: [来电人]\n"));

        assertThat(diff.after().drifted()).hasValueSatisfying(drift -> assertThat(drift.unknown()).containsExactly("级别"));
        assertThat(diff.nothing()).isFalse();
    }

    @Test
    void aNewSourceHasNothingBefore() {
        MappingDiff diff = MappingDiff.of(Optional.empty(), OLD, House.STAGES, ORDERS.records(), List.of());

        assertThat(diff.counts()).containsEntry(Kind.NEWLY_STORED, 2).containsEntry(Kind.NEWLY_QUARANTINED, 2);
        assertThat(diff.items()).allMatch(item -> !item.mappedBefore());
    }
}
