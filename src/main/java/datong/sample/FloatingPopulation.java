package datong.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;

/** 流动人口台账 (§4.4 b): XLSX with a merged title, Excel serials among the dates, impossible ones, expired permits. */
final class FloatingPopulation implements SampleSource {
    private final Story story = Story.of("floating-population");

    @Override
    public String code() {
        return "floating-population";
    }

    @Override
    public void write(Path inbox, int records, Dice dice) throws IOException {
        try (XlsxFile file = new XlsxFile(inbox.resolve("流动人口台账.xlsx"), "示范街道流动人口台账", story.header().size())) {
            file.header(story.header());
            story.rows().forEach(file::write);
            for (int number = story.rows().size() + 1; number <= records; number++) {
                file.write(row(number, dice));
            }
        }
    }

    private Object[] row(int number, Dice dice) {
        Citizen citizen = Citizen.of(100_000 + number);
        Citizen landlord = Citizen.of(dice.below(4_000));
        LocalDate registered = LocalDate.of(2024, 1, 1).plusDays(dice.below(1_000));
        boolean permitted = !dice.once(4);
        return story.row()
                .set("序号", number).set("姓名", citizen.name()).set("性别", citizen.sex())
                .set("身份证号", dice.once(120) ? (Object) Double.valueOf(citizen.id().replace('X', '0')) : citizen.writtenId(dice))
                .set("民族", dice.once(12) ? "回族" : "汉").set("户籍地", dice.pick("河北省某市某县", "山东省某市某区", "河南省某县", "辽宁", "安徽省某市"))
                .set("流入原因", dice.pick("务工", "务工", "经商", "投靠亲属", "学习")).set("来本地时间", registered.getYear() + "年" + registered.getMonthValue() + "月")
                .set("现居住地址", citizen.community().estate() + citizen.building() + dice.pick("号楼地下1层B0", "号楼") + dice.between(1, 9))
                .set("房东姓名", landlord.name()).set("房东电话", landlord.writtenPhone(dice))
                .set("居住证号", permitted ? String.format("京J%07d", number) : "")
                .set("登记日期", dice.once(200) ? "2026/2/30" : dice.once(15) ? (Object) Integer.valueOf(45_292 + dice.below(1_000)) : Dirt.date(registered, dice))
                .set("到期日期", permitted ? registered.plusYears(1).toString() : "").set("手机号", citizen.writtenPhone(dice))
                .set("从业单位", dice.pick("某快递", "某餐饮", "某物业公司", "无", "某装修队")).set("备注", permitted && registered.getYear() < 2025 ? "证已过期" : "").cells();
    }
}
