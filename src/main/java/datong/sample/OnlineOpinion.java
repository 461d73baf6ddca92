package datong.sample;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;

/** Online opinion (§4.10): a JSON document with its records under {@code data/rows}, relative times, counts like 1.2万. */
final class OnlineOpinion implements SampleSource {
    private final Story story = Story.of("online-opinion");

    @Override
    public String code() {
        return "online-opinion";
    }

    @Override
    public void write(Path inbox, int records, Dice dice) throws IOException {
        try (BufferedWriter file = Files.newBufferedWriter(inbox.resolve("opinion-20261103.json"))) {
            file.write("{\"total\":" + records + ",\"data\":{\"rows\":[\n");
            for (int index = 0; index < records - story.rows().size(); index++) {
                file.write(json(row(index, dice)) + ",\n");
            }
            file.write(json(story.rows().get(0)) + ",\n" + json(story.rows().get(1)) + "\n]}}\n");
        }
    }

    private String json(Object[] cells) {
        List<String> header = story.header();
        StringBuilder json = new StringBuilder("{");
        for (int column = 0; column < cells.length; column++) {
            json.append(column == 0 ? "\"" : ",\"").append(header.get(column)).append("\":\"").append(cells[column].toString().replace("\"", "\\\"")).append('"');
        }
        return json.append('}').toString();
    }

    private Object[] row(int index, Dice dice) {
        Community community = Community.pick(dice);
        Topic topic = Topic.pick(dice);
        LocalDateTime captured = LocalDateTime.of(2026, 5, 1, 8, 0).plusMinutes(index * 40L);
        String mood = dice.pick("中性", "中性", "负面", "负面", "正面");
        String score = mood.equals("中性") ? "0.0" + dice.between(0, 9) : (mood.equals("负面") ? "-0." : "0.") + dice.between(20, 90);
        return story.row()
                .set("信息ID", "OP-" + (100_000 + index)).set("标题", String.format(topic.title(), community.estate())).set("来源平台", dice.pick("某社区论坛", "某短视频", "某微博"))
                .set("媒体类型", dice.pick("论坛", "短视频", "微博")).set("作者", String.format("用户%s%04d", dice.pick("A", "B", "C"), dice.below(2_000)))
                .set("发布时间", dice.once(4) ? dice.between(1, 20) + "小时前" : Dirt.time(captured.minusHours(dice.between(1, 30))).substring(0, 16)).set("采集时间", Dirt.time(captured))
                .set("链接", "https://example.invalid/t/" + (index + 10)).set("摘要", String.format(topic.title(), community.estate()) + "引发讨论").set("涉及地域", "示例区" + community.street())
                .set("情感倾向", mood).set("情感分", score).set("转发数", count(dice)).set("评论数", count(dice)).set("点赞数", count(dice)).set("热度", dice.between(1, 900) + "." + dice.below(10))
                .set("主题", topic.minor()).set("聚类ID", String.format("CL-%tY%<tm%<td-%02d", captured, dice.between(1, 12))).set("预警等级", dice.once(5) ? dice.pick("蓝", "黄", "橙") : "")
                .set("处置单位", dice.once(3) ? community.street() + "办事处" : "").set("处置时限", "").set("处置状态", dice.pick("未处置", "已处置", "")).cells();
    }

    private static String count(Dice dice) {
        return switch (dice.below(20)) {
            case 0 -> dice.between(1, 9) + "." + dice.between(1, 9) + "万";
            case 1 -> dice.between(1, 9) + "." + dice.between(1, 9) + "k";
            case 2 -> dice.once(10) ? "10万+" : "0";
            default -> String.valueOf(dice.below(900));
        };
    }
}
