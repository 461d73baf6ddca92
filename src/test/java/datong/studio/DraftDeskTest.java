package datong.studio;

import static org.assertj.core.api.Assertions.assertThat;

import datong.mapping.yaml.MappingFolder;
import datong.mapping.yaml.MappingText;
import datong.schema.Element;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftDeskTest {
    private static final String PROVIDER = "11110199MB00DEM264";
    private static final Sampled LOG = new Sampled("值班电话登记表-11月.xls",
            House.sample("序号|日期|时间|来电人|电话|反映事项|处理情况|经办人|备注", "1|11.3|9点多|钱大爷|010-00000101|晨光里3号楼楼道灯不亮|已告社区|小王|",
                    "2|11.3|下午|吴女士|１５４００００１００６/010-00000102|明灯街井盖响，夜里睡不着|转城管科 4号回复|王演示|重复?").columns(),
            House.sample("序号|日期|时间|来电人|电话|反映事项|处理情况|经办人|备注", "1|11.3|9点多|钱大爷|010-00000101|晨光里3号楼楼道灯不亮|已告社区|小王|",
                    "2|11.3|下午|吴女士|１５４００００１００６/010-00000102|明灯街井盖响，夜里睡不着|转城管科 4号回复|王演示|重复?").records(), false, false);

    @TempDir
    private Path folder;

    private Draft begun(DraftDesk desk) {
        return desk.begin("steward", "street-hotline", PROVIDER, LOG);
    }

    private static int column(Draft draft, String header) {
        return draft.sample().columns().indexOf(header);
    }

    private static ColumnChoice choice(String item, Map<String, String> parameters) {
        return new ColumnChoice(item, false, parameters, Map.of());
    }

    @Test
    void theFirstDraftOfTheDutyLogIsWhatAnExpertWouldWrite() {
        MappingFolder mappings = House.folder(folder);
        Draft draft = begun(House.desk(mappings));

        assertThat(draft.text()).isEqualTo(MappingText.SCHEMA + """

                source: street-hotline
                element: matter
                version: 1.0.0
                provider: 11110199MB00DEM264
                legal_basis: { basis: STATUTORY_DUTY }
                purpose: SERVICE.REQUEST
                sensing: HUMAN
                retention_days: 1095
                dataset:
                  name: { zh: 值班电话登记表, en: street-hotline }
                  share: CONDITIONAL
                key: [日期, 序号]
                items:
                  matter_type:    { const: REQUEST }
                  content:        { from: 反映事项, redact: true }
                  reported_at:    { from: 日期, as: timestamp, time: 时间, year_from: received }
                  reporter_name:  { from: 来电人, as: name }
                  reporter_phone: { from: 电话, as: phone, split: '、/;,', rest: reporter_other_phones }
                  handling_note:  { from: 处理情况, redact: true }
                unused: [经办人, 备注]
                """);
        assertThat(Trial.of(draft, mappings, House.STAGES, 100)).isInstanceOfSatisfying(Trial.Ran.class,
                ran -> assertThat(ran.preview().rows()).hasSize(2).noneMatch(row -> row.rejected()));
    }

    @Test
    void anotherItemTakesTheColumnOverAndItsWayOfReadingIsProposedAnew() {
        DraftDesk desk = House.desk(House.folder(folder));
        Draft draft = begun(desk);

        desk.column(draft, column(draft, "反映事项"), choice("title", Map.of()));

        assertThat(draft.text()).contains("  title:          { from: 反映事项, redact: true }\n").doesNotContain("content");
    }

    @Test
    void aColumnThatIsDroppedStandsUnderUnusedAndOneThatIsUsedDoesNot() {
        DraftDesk desk = House.desk(House.folder(folder));
        Draft draft = begun(desk);

        desk.column(draft, column(draft, "处理情况"), choice("", Map.of()));
        desk.column(draft, column(draft, "经办人"), choice("lead_org_name", Map.of()));

        assertThat(draft.text()).contains("unused: [备注, 处理情况]\n", "  lead_org_name:  经办人\n").doesNotContain("handling_note");
    }

    @Test
    void parametersAreSetAndTakenAwayAndWhatIsNotNamedStays() {
        DraftDesk desk = House.desk(House.folder(folder));
        Draft draft = begun(desk);

        desk.column(draft, column(draft, "电话"), choice("reporter_phone", Map.of("split", "", "rest", "", "masked", "reporter_phone_masked", "required", "true")));

        assertThat(draft.text()).contains("reporter_phone: { from: 电话, as: phone, masked: reporter_phone_masked, required: true }\n");
    }

    @Test
    void wordsGetCodesAndLoseThem() {
        DraftDesk desk = House.desk(House.folder(folder));
        Draft draft = desk.begin("steward", "orders", PROVIDER, House.sample("工单编号|来电时间|紧急程度", "A1|2026-11-03 08:12|特急", "A2|2026-11-03 08:13|7日"));
        int urgency = column(draft, "紧急程度");

        desk.column(draft, urgency, new ColumnChoice("urgency", false, Map.of(), Map.of("特急", "H2", "缓", "D15")));
        desk.column(draft, urgency, new ColumnChoice("urgency", false, Map.of("unknown", ""), Map.of("缓", "")));

        assertThat(draft.text()).contains("urgency:     { from: 紧急程度, codes: { 特急: H2 } }\n");
    }

    @Test
    void itemsAreFixedComputedAndRemoved() {
        DraftDesk desk = House.desk(House.folder(folder));
        Draft draft = begun(desk);

        desk.fix(draft, "channel", "const", "STREET_HOTLINE");
        desk.fix(draft, "status", "expr", "row['处理情况'].contains('已')\n ? 'REPLIED' : 'REGISTERED'");
        desk.fix(draft, "handling_note", "none", "");
        desk.fix(draft, "no such item", "const", "x");

        assertThat(draft.text()).contains("  channel:        { const: STREET_HOTLINE }\n", "  status:         { expr: \"row['处理情况'].contains('已') ? 'REPLIED' : 'REGISTERED'\" }\n")
                .doesNotContain("handling_note", "no such item").contains("unused: [经办人, 备注]");
    }

    @Test
    void theKeyIsChosenColumnByColumnInTheirOrder() {
        DraftDesk desk = House.desk(House.folder(folder));
        Draft draft = begun(desk);

        desk.column(draft, column(draft, "来电人"), new ColumnChoice("reporter_name", true, Map.of(), Map.of()));
        desk.column(draft, column(draft, "日期"), choice("reported_at", Map.of()));

        assertThat(draft.text()).contains("key: [序号, 来电人]\n");
    }

    @Test
    void anotherElementIsSuggestedAnew() {
        DraftDesk desk = House.desk(House.folder(folder));
        Draft draft = begun(desk);

        desk.element(draft, Element.PERSON);

        assertThat(draft.text()).contains("element: person\n", "mobile:", "from: 电话").doesNotContain("matter_type", "reported_at");
    }

    @Test
    void aMappingInForceIsChangedWithoutLosingWhatTheStudioDoesNotShow() {
        MappingFolder mappings = House.folder(folder, "rental-houses");
        DraftDesk desk = House.desk(mappings);
        Sampled rooms = House.sample("序号|房屋编号|房屋地址|房主姓名|房主证件号|房主电话|房主现住址|建筑用途|出租用途|建筑面积|隐患类型|承租人姓名|承租人身份证|承租人电话|租期|备注|承租人数",
                "1|CG-05|晨光里5号楼地下1层B07|李范例|110199197611204286|15400001004|外区|住宅|居住|12㎡|群租|钱样本|110199199107262152|15400001002|长期||3");
        String before = mappings.inForce("rental-houses").orElseThrow().text();

        Draft draft = desk.open("steward", "rental-houses", rooms);
        desk.column(draft, column(draft, "建筑用途"), choice("", Map.of()));

        String version = MappingText.read(before).orElseThrow().path("version").asText();
        assertThat(draft.text().replaceAll("\\s+", " ")).isEqualTo(before.replace("version: " + version, "version: " + version.replaceFirst("\\.0\\.\\d+$", ".1.0"))
                .replaceAll("  building_use: +[^\n]*\n", "").replace("\nalso:", "\n  tenant_count: { from: 承租人数, as: integer }\nalso:")
                .replace("租期, 备注]", "租期, 备注, 建筑用途]").replaceAll("\\s+", " "));
        assertThat(draft.before()).contains(before);
        assertThat(Trial.of(draft, mappings, House.STAGES, 100)).isInstanceOf(Trial.Ran.class);
    }

    @Test
    void aDraftIsItsStewardsAndOnlyFewAreKept() {
        DraftDesk desk = House.desk(House.folder(folder));
        Draft first = begun(desk);

        assertThat(desk.find(first.id(), "another")).isEmpty();
        for (int more = 0; more < 5; more++) {
            begun(desk);
        }
        assertThat(desk.of("steward")).hasSize(5);
        assertThat(desk.of("another")).isEmpty();
    }

    @Test
    void aDraftThatTheLoaderRefusesIsShownWithItsLine() {
        MappingFolder mappings = House.folder(folder);
        DraftDesk desk = House.desk(mappings);
        Draft draft = begun(desk);

        desk.head(draft, Map.of("retention_days", "soon", "dataset/name/zh", "值班\n电话: #1"));

        assertThat(Trial.of(draft, mappings, House.STAGES, 100)).isInstanceOfSatisfying(Trial.Refused.class, refused -> {
            assertThat(refused.errors()).isNotEmpty();
            assertThat(draft.text().lines().toList().get(refused.errors().getFirst().line() - 1)).startsWith("retention_days:");
        });
    }
}
