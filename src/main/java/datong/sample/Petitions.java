package datong.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;

/** Petitions (§4.9): XLSX; accusations come without content, and their access is walled off. */
final class Petitions implements SampleSource {
    private final Story story = Story.of("petitions");

    @Override
    public String code() {
        return "petitions";
    }

    @Override
    public void write(Path inbox, int records, Dice dice) throws IOException {
        try (XlsxFile file = new XlsxFile(inbox.resolve("信访登记.xlsx"), "", story.header().size())) {
            file.header(story.header());
            story.rows().forEach(file::write);
            for (int index = story.rows().size(); index < records; index++) {
                file.write(row(index, dice));
            }
        }
    }

    private Object[] row(int index, Dice dice) {
        Citizen petitioner = Citizen.of(dice.below(30_000));
        LocalDate registered = LocalDate.of(2026, 1, 5).plusDays(dice.below(280));
        boolean accusation = dice.once(12);
        int people = dice.once(6) ? dice.between(2, 9) : 1;
        Row row = story.row()
                .set("信访件编号", String.format("XF2026%06d", 200_000 + index)).set("信访形式", dice.pick("来访", "来信", "网上信访", "来电")).set("登记日期", Dirt.date(registered, dice))
                .set("人数", String.valueOf(people)).set("问题属地", "示例区" + petitioner.community().street()).set("是否重复", dice.once(5) ? "是" : "否");
        if (accusation) {
            return row.set("信访人", "匿名").set("内容分类", "纪检监察").set("信访目的", "检举控告").set("反映内容", "(涉密不录)").set("被反映对象", "某科室负责人").set("去向", "不予受理").cells();
        }
        return row.set("信访人", people > 1 ? petitioner.name() + "等" + people + "人" : petitioner.name()).set("证件号码", petitioner.writtenId(dice)).set("联系电话", petitioner.writtenPhone(dice))
                .set("住址", petitioner.shortAddress()).set("内容分类", dice.pick("城乡建设/物业", "劳动社保/欠薪", "民政/救助", "城市管理/违建")).set("信访目的", dice.pick("申诉求决", "意见建议"))
                .set("反映内容", "反映" + petitioner.community().estate() + dice.pick("停车费收取不公开", "加装电梯意见不统一", "屋面渗漏长期未修", "低保申请进度慢"))
                .set("被反映对象", dice.pick("某物业公司", "某施工单位", "")).set("去向", "转送").set("转送日期", registered.plusDays(9).toString()).set("受理告知日期", registered.plusDays(14).toString())
                .set("办理单位", petitioner.community().street() + "办事处").set("办结期限", registered.plusDays(74).toString())
                .set("答复日期", dice.once(3) ? "" : registered.plusDays(dice.between(20, 60)).isAfter(LocalDate.of(2026, 11, 3)) ? "" : registered.plusDays(20).toString())
                .set("复查复核", "无").set("满意度", dice.pick("满意", "基本满意", "不满意", "")).cells();
    }
}
