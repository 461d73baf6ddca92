package datong.sample;

import java.io.IOException;
import java.nio.file.Path;

/** 出租房屋台账 (§4.4 c): XLS with a merged title, units and thousands separators in the areas, old IDs. */
final class RentalHouses implements SampleSource {
    private final Story story = Story.of("rental-houses");

    @Override
    public String code() {
        return "rental-houses";
    }

    @Override
    public void write(Path inbox, int records, Dice dice) throws IOException {
        try (XlsFile file = new XlsFile(inbox.resolve("出租房屋台账.xls"), "示范街道出租房屋台账", story.header())) {
            story.rows().forEach(file::write);
            for (int number = story.rows().size() + 1; number <= records; number++) {
                file.write(row(number, dice));
            }
        }
    }

    private Object[] row(int number, Dice dice) {
        Citizen owner = Citizen.of(dice.below(4_000) * 4);
        Citizen tenant = Citizen.of(100_000 + dice.below(8_000));
        int area = dice.between(8, 120);
        return story.row()
                .set("序号", number).set("房屋编号", String.format("CZ-%02d-%05d", owner.building(), number)).set("房屋地址", owner.community().estate() + owner.building() + "号楼" + owner.unit() + "单元" + owner.room())
                .set("房主姓名", owner.name()).set("房主证件号", owner.writtenId(dice)).set("房主电话", owner.writtenPhone(dice)).set("房主现住址", dice.pick("外区", "同上", owner.shortAddress()))
                .set("建筑用途", dice.once(9) ? "商业" : "住宅").set("出租用途", dice.once(9) ? "经营" : "居住")
                .set("建筑面积", dice.once(40) ? String.format("%,d", area * 20) : area + dice.pick("㎡", "平方米", ""))
                .set("隐患类型", dice.pick("无", "无", "无", "群租", "电动车入户", "群租 电动车入户"))
                .set("承租人姓名", dice.once(8) ? tenant.name() + "等" + dice.between(2, 5) + "人" : tenant.name())
                .set("承租人身份证", dice.once(8) ? "" : tenant.writtenId(dice)).set("承租人电话", tenant.writtenPhone(dice))
                .set("租期", dice.pick("长期", "24.3-25.3", "2026.1-2026.12", "一年")).set("备注", "").cells();
    }
}
