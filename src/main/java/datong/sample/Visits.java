package datong.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;

/** Visits to residents and shops (§4.12): needs in free words, a link to the hotline order where one was opened. */
final class Visits implements SampleSource {
    private final Story story = Story.of("visits");

    @Override
    public String code() {
        return "visits";
    }

    @Override
    public void write(Path inbox, int records, Dice dice) throws IOException {
        try (CsvFile file = new CsvFile(inbox.resolve("走访记录.csv"), StandardCharsets.UTF_8, false, story.header())) {
            for (int index = 0; index < records - story.rows().size(); index++) {
                file.write(row(index, dice));
            }
            story.rows().forEach(file::write);
        }
    }

    private Object[] row(int index, Dice dice) {
        Citizen visited = Citizen.of(dice.below(30_000));
        Topic topic = Topic.pick(dice);
        LocalDate day = LocalDate.of(2026, 4, 1).plusDays(dice.below(210));
        boolean passed = dice.once(3);
        return story.row()
                .set("走访编号", "ZF-2026-" + (10_000 + index)).set("走访人", dice.pick("王演示", "郑假名", "吴模拟"))
                .set("走访时间", dice.once(4) ? day.getMonthValue() + "月" + day.getDayOfMonth() + "日" : day + " 15:" + dice.between(10, 59)).set("走访对象", visited.name())
                .set("对象类别", dice.pick("独居老人", "居民", "残疾人", "新居民")).set("住址", visited.shortAddress()).set("反映问题", String.format(topic.title(), visited.community().estate()))
                .set("需求类别", dice.pick("设施维修", "环境卫生", "养老服务", "政策咨询")).set("现场答复", dice.pick("联系物业", "已告知", "转办")).set("是否转办", passed ? "是" : "否")
                .set("转办单号", passed ? String.format("示热-%ty%<tm%<td-%06d", day, dice.below(90_000)) : "").set("回访日期", passed ? day.plusDays(4).toString() : "").cells();
    }
}
