package datong.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;

/** Camera alarms as the platform exports them (§4.7): UTF-8 with a mark, confidence as a number or percent, repeats within minutes. */
final class CameraAlarms implements SampleSource {
    private final Story story = Story.of("camera-alarms");

    @Override
    public String code() {
        return "camera-alarms";
    }

    @Override
    public void write(Path inbox, int records, Dice dice) throws IOException {
        try (CsvFile file = new CsvFile(inbox.resolve("AI告警导出.csv"), StandardCharsets.UTF_8, true, story.header())) {
            for (int index = 0; index < records - story.rows().size(); index++) {
                file.write(row(index, dice));
            }
            story.rows().forEach(file::write);
        }
    }

    private Object[] row(int index, Dice dice) {
        Camera camera = Camera.pick(dice);
        String[] scene = Camera.SCENES[dice.below(Camera.SCENES.length)];
        LocalDateTime time = Camera.time(index, 480, dice);
        boolean nowhere = dice.once(20);
        boolean confirmed = !dice.once(3);
        int confidence = dice.between(60, 99);
        return story.row()
                .set("报警编号", String.format("AL%tY%<tm%<td%<tH%<tM%<tS%03d", time, index % 1000)).set("设备国标编码", camera.id()).set("点位名称", camera.name())
                .set("场景编码", scene[0]).set("场景名称", scene[1]).set("报警级别", String.valueOf(dice.between(1, 4))).set("报警方式", dice.once(30) ? "12" : "5")
                .set("报警时间", dice.once(5) ? Dirt.time(time).replaceAll("[- :]", "") : Dirt.time(time).replace(' ', 'T') + "+08:00")
                .set("置信度", dice.once(6) ? confidence + "%" : "0." + confidence)
                .set("经度", nowhere ? "0" : camera.community().longitude(dice)).set("纬度", nowhere ? "0" : camera.community().latitude(dice))
                .set("图片地址", "http://10.0.0.8/p/" + (index + 100) + ".jpg").set("算法版本", "urban-2.3.1")
                .set("审核状态", confirmed ? "已确认" : dice.pick("误报", "待审核")).set("审核人", confirmed ? "郑假名" : "").set("关联案件号", "").cells();
    }
}
