package datong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import datong.mapping.yaml.Loaded;
import datong.source.Columns;
import datong.source.RawRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HotlineMappingTest {
    private static final String HEADER = "工单编号,工单类型,受理渠道,来电时间,来电人,性别,来电号码,是否保密,标题,主要内容,一级分类,二级分类,三级分类,七有五性,标签,被反映区,"
            + "被反映街乡镇,村/社区,小区点位,紧急程度,市派单时间,承办单位,办理时限,截止时间,签收时间,联系时间,办结时间,是否联系,是否解决,是否满意,是否属实,是否吹哨,剔挂标签,月次,年次";
    private static final Columns COLUMNS = new Columns(List.of(HEADER.split(",")));
    private static final String PLAIN = "示热-261103-000147|投诉|电话|2026-11-03 08:12:45|赵示例|女|15400001001|否|晨光里北门占道经营|市民反映|城市管理|市容环境|占道经营|宜居性|"
            + "七有五性,接诉即办|示例区|示范街道|晨光社区|晨光里北门|7日|2026/11/3 8:31|示范街道办事处|7日|2026-11-10 23:59:59|2026-11-03 08:33:10|2026-11-03 09:05|2026-11-05 16:20:00|是|是|满意|是|否||1|3";
    private static final String DIRTY = "示热-261103-000162|举报|网站|2026年11月3日 9时40分|保密||154****1002|是|反映餐馆后厨问题|明灯街１２号|市场监管|食品安全|餐饮卫生|安全性||"
            + "示例区|示范街道|不详|１２号院底商|24小时|2026/11/3 9:58|区市场监管局|24小时|2026-11-04 09:58:00||||否|未解决|未评价||是|挂账|１|１";

    private final CompiledMapping mapping = ((Loaded.Good) Given.FILES.load(Path.of("mappings/hotline-12345.mapping.yaml"))).mapping();

    @Test
    void aWorkOrderBecomesAMatter() {
        MappedRecord record = map(PLAIN);

        assertThat(record.problems()).isEmpty();
        assertThat(record.flags()).isEmpty();
        assertThat(record.sourceKey()).contains("示热-261103-000147");
        assertThat(record.sourceUpdatedAt()).contains(Instant.parse("2026-11-03T00:31:00Z"));
        assertThat(Given.value(record, "reported_at")).isEqualTo(Instant.parse("2026-11-03T00:12:45Z"));
        assertThat(Given.value(record, "category_path")).isEqualTo("城市管理>市容环境>占道经营");
        assertThat(Given.value(record, "seven_five_code")).isEqualTo("N2");
        assertThat(Given.value(record, "request_kind")).isEqualTo("COMPLAINT");
        assertThat(Given.value(record, "status")).isEqualTo("CLOSED");
        assertThat(ValueText.of(Given.value(record, "outcome")))
                .isEqualTo("{\"contacted\":true,\"satisfied\":\"SATISFIED\",\"solved\":true,\"truthfulness\":true}");
        assertThat(record.redact()).hasSize(2);
    }

    @Test
    void maskedPhonesAndNullWordsLeaveTraces() {
        MappedRecord record = map(DIRTY);

        assertThat(record.problems()).isEmpty();
        assertThat(Given.flags(record)).containsExactlyInAnyOrder("NULL_WORD:reporter_name", "MASKED:reporter_phone");
        assertThat(Given.value(record, "reporter_phone")).isNull();
        assertThat(Given.value(record, "reporter_phone_masked")).isEqualTo("154****1002");
        assertThat(Given.value(record, "reported_at")).isEqualTo(Instant.parse("2026-11-03T01:40:00Z"));
        assertThat(Given.value(record, "status")).isEqualTo("HUNG");
    }

    @Test
    void theHeaderOfTheSourceFits() {
        assertThat(mapping.check(COLUMNS)).isEqualTo(new Mapping.Header.Fits());
    }

    private MappedRecord map(String cells) {
        return mapping.map(new RawRecord(COLUMNS, cells.split("\\|", -1), 2)).getFirst();
    }
}
