package datong.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;

/** Hourly air quality (§4.8): hours that end at 24:00, missing values in four spellings, flags glued to values. */
final class AirQuality implements SampleSource {
    private static final String[][] STATIONS = {{"1199A", "示例公园"}, {"1199B", "向阳路"}, {"1199C", "清源湖"}, {"1199D", "石桥"}};
    private final Story story = Story.of("air-quality");

    @Override
    public String code() {
        return "air-quality";
    }

    @Override
    public void write(Path inbox, int records, Dice dice) throws IOException {
        try (CsvFile file = new CsvFile(inbox.resolve("空气质量小时值.csv"), StandardCharsets.UTF_8, false, story.header())) {
            int fresh = records - story.rows().size();
            for (int index = 0; index < fresh; index++) {
                file.write(row(LocalDateTime.of(2026, 11, 3, 7, 0).minusHours((fresh - 1 - index) / STATIONS.length), STATIONS[index % STATIONS.length], dice));
            }
            story.rows().forEach(file::write);
        }
    }

    private Object[] row(LocalDateTime hour, String[] station, Dice dice) {
        String written = hour.getHour() == 0 ? hour.toLocalDate().minusDays(1) + " 24:00" : hour.toLocalDate() + String.format(" %02d:00", hour.getHour());
        int fine = dice.between(5, 160);
        return story.row()
                .set("监测时间", written).set("站点编号", station[0]).set("站点名称", station[1]).set("AQI", value(fine * 13 / 10, dice)).set("首要污染物", fine > 40 ? "PM2.5" : "—")
                .set("PM2.5", value(fine, dice)).set("PM10", value(fine * 3 / 2, dice)).set("SO2", value(dice.between(1, 20), dice)).set("NO2", value(dice.between(5, 90), dice))
                .set("CO", dice.once(50) ? "NA" : "0." + dice.between(1, 9)).set("O3", value(dice.between(5, 180), dice)).set("O3_8h", value(dice.between(5, 150), dice))
                .set("状态", dice.once(60) ? "校准" : "有效").cells();
    }

    private static String value(int value, Dice dice) {
        return switch (dice.below(120)) {
            case 0 -> "—";
            case 1 -> "-99";
            case 2 -> "";
            case 3 -> "H " + value;
            default -> String.valueOf(value);
        };
    }
}
