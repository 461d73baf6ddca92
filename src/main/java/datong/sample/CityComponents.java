package datong.sample;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;

/** City components (§4.6): GBK, local plane coordinates beside degrees, department codes of two kinds. */
final class CityComponents implements SampleSource {
    private static final String[][] KINDS = {
        {"0103", "雨水井盖", "区水务局", "示例排水所"}, {"0302", "垃圾箱", "区城管委", "示例环卫所"}, {"0201", "路灯", "区城管委", "示例路灯所"},
        {"0401", "行道树", "区园林绿化局", "示例绿化队"}, {"0105", "消火栓", "区应急局", "示例自来水所"}, {"0203", "交通护栏", "区交通支队", "示例设施队"}};
    private final Story story = Story.of("city-components");

    @Override
    public String code() {
        return "city-components";
    }

    @Override
    public void write(Path inbox, int records, Dice dice) throws IOException {
        try (CsvFile file = new CsvFile(inbox.resolve("部件普查.csv"), Charset.forName("GBK"), false, story.header())) {
            story.rows().forEach(file::write);
            for (int index = 0; index < records - story.rows().size(); index++) {
                file.write(row(index, dice));
            }
        }
    }

    private Object[] row(int index, Dice dice) {
        Community community = Community.pick(dice);
        String[] kind = KINDS[dice.below(KINDS.length)];
        boolean local = dice.once(5);
        boolean credit = !dice.once(3);
        String date = String.format("%d%02d%02d", dice.between(2015, 2023), dice.between(1, 12), dice.between(1, 28));
        return story.row()
                .set("ObjID", "110199" + kind[0] + String.format("%06d", 1_000 + index)).set("ObjName", kind[1]).set("BGID", community.grid(dice))
                .set("DeptCode1", credit ? "11110199MB00DEM264" : "101").set("DeptName1", kind[2]).set("DeptCode2", credit ? "12110199MB00DEM34U" : "102").set("DeptName2", kind[3])
                .set("DeptCode3", credit ? "12110199MB00DEM34U" : "").set("DeptName3", kind[3]).set("ObjState", dice.once(12) ? dice.pick("破损", "丢失", "废弃") : "完好")
                .set("ORDate", dice.once(3) ? date.substring(0, 4) + "/" + Integer.parseInt(date.substring(4, 6)) + "/" + Integer.parseInt(date.substring(6)) : date)
                .set("CHDate", dice.once(2) ? "" : "2024" + date.substring(4)).set("DataSource", dice.pick("实测", "实测", "修测", "转录"))
                .set("X", local ? String.format("50%d.%02d", dice.between(1000, 4999), dice.below(100)) : community.longitude(dice))
                .set("Y", local ? String.format("30%d.%02d", dice.between(1000, 4999), dice.below(100)) : community.latitude(dice))
                .set("Note", local ? "地方坐标系" : "").cells();
    }
}
