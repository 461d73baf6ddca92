package datong.sample;

import java.io.IOException;
import java.nio.file.Path;

/** 特殊人群台账 (§4.4 d), all of it L4: XLSX, year-less visit dates, categories in free words. */
final class CareRegister implements SampleSource {
    private final Story story = Story.of("care-register");

    @Override
    public String code() {
        return "care-register";
    }

    @Override
    public void write(Path inbox, int records, Dice dice) throws IOException {
        try (XlsxFile file = new XlsxFile(inbox.resolve("特殊人群台账.xlsx"), "示范街道特殊人群台账", story.header().size())) {
            file.header(story.header());
            story.rows().forEach(file::write);
            for (int number = story.rows().size() + 1; number <= records; number++) {
                file.write(row(number, dice));
            }
        }
    }

    private Object[] row(int number, Dice dice) {
        Citizen citizen = Citizen.of(number * 16);
        Citizen guardian = Citizen.of(number * 16 + 1);
        return story.row()
                .set("序号", number).set("人员类别", dice.pick("独居老人", "残疾人", "低保低收入", "困境儿童", "失能老人")).set("姓名", citizen.name())
                .set("身份证号", dice.once(60) ? citizen.id() : citizen.writtenId(dice)).set("现住址", citizen.shortAddress())
                .set("监护人或责任人", dice.once(3) ? "社区 " + guardian.name() : guardian.name()).set("联系电话", guardian.writtenPhone(dice))
                .set("风险等级", dice.pick("一般", "二级", "一级"))
                .set("最近走访日期", dice.once(3) ? dice.between(1, 10) + "月" + dice.between(1, 28) + "日" : "2026." + dice.between(1, 10) + "." + dice.between(1, 28))
                .set("走访情况", dice.pick("身体尚可，需代买药", "情绪稳定", "行动不便", "无异常")).set("帮扶措施", dice.pick("每周探访", "结对", "送餐", "")).set("备注", dice.pick("子女外地", "", "")).cells();
    }
}
