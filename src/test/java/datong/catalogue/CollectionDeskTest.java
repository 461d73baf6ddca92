package datong.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import datong.catalogue.yaml.CatalogueFolder;
import datong.mapping.yaml.MappingFolder;
import datong.policy.Subject;
import datong.query.TestHouse;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.Level;
import datong.schema.ShareAttribute;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** DOMAIN §7, scenario 10, over the sample district. */
class CollectionDeskTest {
    private static final MappingFolder MAPPINGS = CollectionHouse.mappings();
    private static final List<String> FORM = List.of("姓名", "身份证号", "婚姻状况");
    private static final Subject OTHER = new Subject("other", Subject.Kind.PERSON, "Other", "11110199MB00DEN14J", "110199", Set.of("street-office"), Set.of());
    private final TestHouse.Log log = new TestHouse.Log();
    private final List<DatasetEntry> announced = announced();
    private final CollectionDesk desk = CollectionHouse.desk((subject, address) -> announced, log);

    /** Those of the sample district, and a register of marriages. */
    private static List<DatasetEntry> announced() {
        List<DatasetEntry> sample = CollectionCheck.shareable(MAPPINGS.datasets().all(), CollectionHouse.schema(), new CatalogueFolder(Path.of("mappings/catalogue")).register());
        Set<ItemName> items = Set.of(new ItemName("name"), new ItemName("id_number"), new ItemName("marital_status"));
        Dataset marriages = new Dataset(new DatasetCode("marriages"), Element.PERSON, "婚姻登记", "Marriages", OTHER.organisation(), ShareAttribute.CONDITIONAL, items, Set.of());
        DatasetEntry described = new DatasetEntry(marriages, CollectionHouse.schema().element(Element.PERSON).items().stream().filter(item -> items.contains(item.name())).toList(), Level.L3, 0,
                sample.getFirst().description(), Map.of(), List.of());
        return Stream.concat(sample.stream(), Stream.of(described)).toList();
    }

    private CollectionDesk.Checked checked() {
        return desk.check(TestHouse.STREET, "社区登记表", FORM, "192.0.2.7");
    }

    @Test
    void aFormThatAsksForNameIdAndMaritalStatusFindsAllThreeShared() {
        CollectionDesk.Checked checked = checked();
        assertThat(checked.result().element()).isEqualTo(Element.PERSON);
        assertThat(checked.result().duplicates()).extracting(CollectionCheck.Duplicate::column).containsExactlyElementsOf(FORM);
        assertThat(checked.result().duplicates()).allSatisfy(duplicate -> assertThat(duplicate.sources()).isNotEmpty()
                .noneMatch(entry -> entry.dataset().code().value().equals("care-register")));
        assertThat(log.events.getLast().kind()).isEqualTo("DUPLICATE_COLLECTION");
        assertThat(log.events.getLast().decision()).isEqualTo("FOUND");
    }

    @Test
    void itIsBlockedUntilTheSameDepartmentJustifiesIt() {
        String id = checked().note().orElseThrow().id();
        assertThat(desk.newest(Optional.empty(), 10).getFirst().justification()).isEmpty();
        assertThat(desk.justify(OTHER, id, "别的部门不能替人说明理由", "")).contains(CollectionDesk.Refusal.NOT_YOURS);
        assertThat(desk.justify(TestHouse.STREET, id, "要", "")).contains(CollectionDesk.Refusal.TOO_SHORT);
        assertThat(desk.justify(TestHouse.STREET, id, "请致电 13800000000 了解情况", "")).contains(CollectionDesk.Refusal.PERSONAL);
        assertThat(desk.justify(TestHouse.STREET, id, "应急演练当日现场核对，不留存", "")).isEmpty();
        assertThat(desk.newest(Optional.of(TestHouse.STREET.organisation()), 10).getFirst().justification()).contains("应急演练当日现场核对，不留存");
        assertThat(log.events.getLast().decision()).isEqualTo("JUSTIFIED");
        assertThat(desk.justify(TestHouse.STREET, id, "第二次说明同一件事情的理由", "")).contains(CollectionDesk.Refusal.BEFORE);
    }

    @Test
    void whatNobodySharesMayBeCollected() {
        CollectionDesk.Checked checked = desk.check(TestHouse.STREET, "问卷", List.of("最喜欢的颜色", "对公园的建议"), "");
        assertThat(checked.note()).isEmpty();
        assertThat(checked.result().others()).hasSize(2);
        assertThat(desk.newest(Optional.empty(), 10)).isEmpty();
        assertThat(log.events.getLast().decision()).isEqualTo("NONE");
    }

    @Test
    void anItemThatIsNotSharedCannotBeHadInstead() {
        assertThat(announced).filteredOn(entry -> entry.dataset().code().value().equals("floating-population")).singleElement().satisfies(entry -> {
            assertThat(entry.shareable(new ItemName("ethnicity"))).isFalse();
            assertThat(entry.shareable(new ItemName("population_type"))).isTrue();
            assertThat(NationalItems.of(entry, "").get("data_items")).contains("|ethnicity|").containsPattern("\\|ethnicity\\|.*\\|NOT_SHARED\\|").containsPattern("\\|population_type\\|.*\\|UNCONDITIONAL\\|");
        });
        assertThat(desk.check(TestHouse.STREET, "民族调查", List.of("姓名", "民族"), "").result().duplicates()).filteredOn(duplicate -> duplicate.item().name().value().equals("ethnicity"))
                .noneMatch(duplicate -> duplicate.sources().stream().anyMatch(entry -> entry.dataset().code().value().equals("floating-population")));
    }
}
