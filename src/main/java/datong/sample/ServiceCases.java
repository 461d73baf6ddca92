package datong.sample;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Government-service cases (§4.5): rows of a database table that the hub pulls by watermark. */
public final class ServiceCases {
    /** Chinese label of the source's documents → column of {@code sample_source.service_case}, in the order of the rows. */
    private static final List<String> COLUMNS = List.of("case_no", "item_code", "item_name", "implement_code", "case_type", "applicant_type",
            "applicant_name", "id_type", "id_number", "contact_name", "contact_phone", "department", "department_uscc", "applied_at", "accepted_at",
            "promised", "promised_by", "finished_at", "status", "result", "delivery", "rating", "rated_at");
    private static final String[][] MATTERS = {
        {"000014002000", "居住证办理", "11110199MB00DEM2640000140020003", "即办件"},
        {"000111001000", "食品经营许可", "11110199MB00DEM2640001110010001", "承诺件"},
        {"000123005000", "老年人优待卡办理", "11110199MB00DEM2640001230050002", "即办件"},
        {"000118003000", "临时救助申请", "11110199MB00DEM2640001180030001", "承诺件"}};

    private final Story story = Story.of("service-cases");
    private final long seed;
    private final int records;

    ServiceCases(long seed, int records) {
        this.seed = seed;
        this.records = records;
    }

    /** Columns of the table, all text but the last: {@code updated_at}, a timestamp with zone. */
    public List<String> columns() {
        return Stream.concat(COLUMNS.stream(), Stream.of("updated_at")).toList();
    }

    /** One row a case: texts as the source keeps them, null where it has none, and an ISO timestamp for {@code updated_at}. */
    public Stream<String[]> rows() {
        Dice dice = new Dice(seed, "service-cases");
        int told = story.rows().size();
        return Stream.concat(
                IntStream.range(0, Math.max(0, records - told)).mapToObj(index -> texts(row(index, dice), index)),
                IntStream.range(0, told).mapToObj(index -> texts(story.rows().get(index), records + index)));
    }

    private static String[] texts(Object[] cells, int index) {
        String[] texts = new String[COLUMNS.size() + 1];
        for (int column = 0; column < COLUMNS.size(); column++) {
            texts[column] = cells[column].toString().isEmpty() ? null : cells[column].toString();
        }
        texts[COLUMNS.size()] = LocalDateTime.of(2026, 1, 2, 9, 0).plusSeconds(index * 900L) + ":00+08:00";
        return texts;
    }

    private Object[] row(int index, Dice dice) {
        Citizen applicant = Citizen.of(dice.below(30_000));
        String[] matter = MATTERS[dice.below(MATTERS.length)];
        LocalDateTime applied = LocalDateTime.of(2026, 1, 2, 9, 0).plusMinutes(index * 15L);
        boolean firm = matter[1].startsWith("食品");
        boolean done = !dice.once(8);
        Row row = story.row()
                .set("办件编号", String.format("1101992600%08d", 20_000 + index)).set("事项编码", matter[0]).set("事项名称", matter[1]).set("实施编码", matter[2])
                .set("办件类型", matter[3]).set("申请人类型", firm ? "法人" : "个人").set("申请人名称", firm ? "示例区" + applicant.community().estate() + "餐饮店" : applicant.name())
                .set("证件类型", firm ? "统一社会信用代码" : dice.once(3) ? "身份证" : "111").set("证件号码", firm ? "92110199MA00DEM14F" : dice.once(150) ? applicant.id().substring(0, 17) + "?" : applicant.id())
                .set("联系人", applicant.name()).set("联系电话", applicant.writtenPhone(dice))
                .set("受理部门", firm ? "区市场监管局" : applicant.community().street() + "政务服务中心").set("部门统一社会信用代码", firm ? "11110199MB00DEM264" : "12110199MB00DEM34U")
                .set("申请时间", Dirt.time(applied)).set("受理时间", done ? Dirt.time(applied.plusHours(2)) : "")
                .set("承诺时限", dice.pick("10个工作日", "10", "1", "24小时")).set("承诺办结时间", applied.toLocalDate().plusDays(14).toString())
                .set("办件状态", done ? "办结" : dice.pick("补正", "受理")).set("送达方式", dice.pick("邮寄", "自取"));
        if (done) {
            row.set("办结时间", Dirt.time(applied.plusDays(dice.between(0, 9)))).set("办理结果", "准予许可")
                    .set("好差评", dice.pick("非常满意", "满意", "5", "4", "基本满意", "")).set("评价时间", Dirt.time(applied.plusDays(10)));
        }
        return row.cells();
    }
}
