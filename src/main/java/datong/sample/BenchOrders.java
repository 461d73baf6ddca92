package datong.sample;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;

/** Hotline orders by the million, for measurements: UTF-8 without dirt, 14 columns. */
final class BenchOrders {
    static final String HEADER = "工单编号,工单类型,受理渠道,来电时间,来电人,性别,来电号码,标题,主要内容,一级分类,街道,社区,紧急程度,状态\n";
    private static final int POOL = 150_000;
    private static final int MOBILES = 10_000;
    private final Dice dice;

    BenchOrders(long seed) {
        this.dice = new Dice(seed, "bench-hotline");
    }

    void write(Path file, int rows) throws IOException {
        String[] callers = new String[POOL];
        for (int index = 0; index < POOL; index++) {
            Citizen citizen = Citizen.of(index);
            // beyond the reserved mobiles each reporter has an extension of a reserved landline
            String phone = index < MOBILES ? citizen.phone() : String.format("010-00000%03d-%d", index % 1000, 1000 + index / 1000);
            callers[index] = citizen.name() + "," + citizen.sex() + "," + phone + ",";
        }
        try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            bytes.write(HEADER.getBytes(StandardCharsets.UTF_8));
            StringBuilder text = new StringBuilder(1 << 16);
            for (int row = 0; row < rows; row++) {
                append(text, row, callers[dice.below(POOL)]);
                if (text.length() > 1 << 15 || row == rows - 1) {
                    bytes.write(text.toString().getBytes(StandardCharsets.UTF_8));
                    text.setLength(0);
                }
            }
        }
    }

    private void append(StringBuilder text, int row, String caller) {
        Topic topic = Topic.pick(dice);
        Community community = Community.pick(dice);
        LocalDateTime time = LocalDateTime.of(2025, 1, 1, 0, 0).plusSeconds(row * 57L % 57_000_000);
        String place = community.estate() + dice.between(1, 40) + "号楼";
        text.append("测量-").append(10_000_000 + row).append(',').append(dice.pick("投诉", "求助", "咨询", "建议")).append(",电话,");
        time(text, time);
        text.append(',').append(caller).append(topic.title().replace("%s", community.estate())).append(",\"").append(topic.content().replace("%s", place)).append("\",")
                .append(topic.major()).append(',').append(community.street()).append(',').append(community.name()).append(',').append(topic.limit()).append(',')
                .append(dice.once(10) ? "DISPATCHED" : "CLOSED").append('\n');
    }

    private static void time(StringBuilder text, LocalDateTime time) {
        text.append(time.getYear()).append('-');
        two(text, time.getMonthValue()).append('-');
        two(text, time.getDayOfMonth()).append(' ');
        two(text, time.getHour()).append(':');
        two(text, time.getMinute()).append(':');
        two(text, time.getSecond());
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
