package datong.sample;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.LocalDateTime;

/** Grid events (§4.3): GBK, coordinates swapped at times, grids of 14 digits, event codes with blanks. */
final class GridEvents implements SampleSource {
    private static final String[][] KINDS = {
        {"街面秩序", "无照经营游商", "110199 05 01", "早点摊占用盲道", "综合行政执法队", "4小时"},
        {"市容环境", "暴露垃圾", "110199 01 02", "垃圾桶满溢", "环卫所", "2小时"},
        {"街面秩序", "非机动车乱停放", "110199 05 04", "共享单车堵塞出入口", "综合行政执法队", "4小时"},
        {"公用设施", "井盖破损", "110199 02 01", "井盖松动有响声", "区水务局", "1工作日"},
        {"突发事件", "路面积水", "110199 04 03", "路口积水深约十厘米", "区水务局", "紧急"},
        {"园林绿化", "树枝折断", "110199 03 02", "断枝压在人行道上", "区园林绿化局", "1工作日"}};
    private final Story story = Story.of("grid-events");

    @Override
    public String code() {
        return "grid-events";
    }

    @Override
    public void write(Path inbox, int records, Dice dice) throws IOException {
        try (CsvFile file = new CsvFile(inbox.resolve("网格案件导出.csv"), Charset.forName("GB18030"), false, story.header())) {
            for (int index = 0; index < records - story.rows().size(); index++) {
                file.write(row(index, dice));
            }
            story.rows().forEach(file::write);
        }
    }

    private Object[] row(int index, Dice dice) {
        Community community = Community.pick(dice);
        String[] kind = KINDS[dice.below(KINDS.length)];
        LocalDateTime reported = LocalDateTime.of(2026, 1, 1, 7, 0).plusSeconds(index * 590L + dice.below(400));
        boolean camera = dice.once(4);
        boolean closed = !dice.once(15);
        boolean swapped = dice.once(50);
        String grid = community.grid(dice);
        Row row = story.row()
                .set("案件编号", String.format("SG%tY%<tm%<td%06d", reported, 100_000 + index))
                .set("问题来源", camera ? "视频巡查" : dice.once(8) ? "公众上报" : "网格员上报").set("上报人", camera ? "AI平台" : Citizen.of(dice.below(120)).name())
                .set("上报人电话", camera ? "" : Citizen.of(dice.below(120)).phone())
                .set("上报时间", Dirt.time(reported, dice)).set("大类", kind[0]).set("小类", kind[1]).set("事件编码", kind[2])
                .set("问题描述", dice.once(400) ? "测试" : community.estate() + kind[3]).set("事发位置", community.estate() + dice.pick("北门", "南门", "东侧路口") + dice.between(5, 60) + "米")
                .set("所属社区", community.name()).set("单元网格", dice.once(60) ? grid.substring(0, 14) : grid)
                .set("X坐标", dice.once(70) ? "0" : swapped ? community.latitude(dice) : community.longitude(dice))
                .set("Y坐标", swapped ? community.longitude(dice) : community.latitude(dice))
                .set("受理时间", Dirt.time(reported.plusMinutes(5))).set("立案时间", dice.once(10) ? "" : Dirt.time(reported.plusMinutes(7)))
                .set("派遣时间", Dirt.time(reported.plusMinutes(9))).set("处置部门", kind[4]).set("处置时限", kind[5])
                .set("案件状态", closed ? "结案" : dice.pick("处置中", "派遣", "核查", "挂账", "延期", "作废")).set("返工次数", dice.once(15) ? "1" : "0")
                .set("超时", dice.once(12) ? "是" : "否").set("照片数", String.valueOf(dice.between(0, 6)));
        if (closed) {
            row.set("处置完成时间", Dirt.time(reported.plusHours(3))).set("核查时间", Dirt.time(reported.plusHours(4)))
                    .set("核查结果", "属实已处置").set("结案时间", Dirt.time(reported.plusHours(5)));
        }
        return row.cells();
    }
}
