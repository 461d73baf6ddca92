package datong.sample;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;

/** 12345 work orders (§4.1): GB18030, UTF-8 with a mark, XLSX; each export repeats the end of the one before. */
final class HotlineOrders implements SampleSource {
    private static final LocalDateTime START = LocalDateTime.of(2025, 11, 1, 6, 0);
    private final Story story = Story.of("hotline-12345");

    @Override
    public String code() {
        return "hotline-12345";
    }

    @Override
    public void write(Path inbox, int records, Dice dice) throws IOException {
        int repeated = records / 50;
        int fresh = Math.max(0, records - 2 * repeated - story.rows().size());
        Deque<Object[]> tail = new ArrayDeque<>();
        try (CsvFile first = new CsvFile(inbox.resolve("示热工单-20261101.csv"), Charset.forName("GB18030"), false, story.header())) {
            for (int index = 0; index < fresh / 2; index++) {
                first.write(keep(row(index, dice), tail, repeated));
            }
        }
        try (CsvFile second = new CsvFile(inbox.resolve("示热工单-20261102.csv"), StandardCharsets.UTF_8, true, story.header())) {
            tail.forEach(second::write);
            tail.clear();
            for (int index = fresh / 2; index < fresh * 4 / 5; index++) {
                second.write(keep(row(index, dice), tail, repeated));
            }
        }
        try (XlsxFile third = new XlsxFile(inbox.resolve("示热工单-20261103.xlsx"), "", story.header().size())) {
            third.header(story.header());
            tail.forEach(third::write);
            for (int index = fresh * 4 / 5; index < fresh; index++) {
                third.write(row(index, dice));
            }
            story.rows().forEach(third::write);
        }
    }

    private static Object[] keep(Object[] row, Deque<Object[]> tail, int most) {
        if (most > 0) {
            tail.addLast(row);
            if (tail.size() > most) {
                tail.removeFirst();
            }
        }
        return row;
    }

    private Object[] row(int index, Dice dice) {
        Citizen caller = Citizen.of(dice.below(30_000));
        Topic topic = Topic.pick(dice);
        LocalDateTime called = START.plusSeconds(index * 350L + dice.below(300));
        boolean confidential = dice.once(12);
        boolean closed = index % 20 != 0;
        String place = caller.community().estate() + caller.building() + "号楼";
        Row row = story.row()
                .set("工单编号", String.format("示热-%ty%<tm%<td-%06d", called, index + 1_000))
                .set("工单类型", dice.pick("投诉", "投诉", "求助", "求助", "咨询", "建议", "举报"))
                .set("受理渠道", dice.pick("电话", "电话", "电话", "网站", "微信", "APP"))
                .set("来电时间", Dirt.time(called, dice))
                .set("来电人", confidential ? "保密" : caller.name())
                .set("性别", confidential ? "" : dice.once(30) ? "未知" : caller.sex())
                .set("来电号码", confidential ? Dirt.masked(caller.phone()) : caller.writtenPhone(dice))
                .set("是否保密", confidential ? "是" : "否")
                .set("标题", dice.once(300) ? "测试" : String.format(topic.title(), caller.community().estate()))
                .set("主要内容", String.format(topic.content(), place) + (dice.once(6) ? "回电请打" + caller.phone() + "找" + caller.name() + "。" : ""))
                .set("一级分类", topic.major()).set("二级分类", topic.middle()).set("三级分类", topic.minor())
                .set("七有五性", topic.sevenFive()).set("标签", dice.once(5) ? "七有五性,接诉即办" : "")
                .set("被反映区", "示例区").set("被反映街乡镇", caller.community().street())
                .set("村/社区", dice.once(20) ? "不详" : caller.community().name())
                .set("小区点位", place).set("紧急程度", topic.limit());
        return progress(row, called, topic, caller, closed, dice).cells();
    }

    private static Row progress(Row row, LocalDateTime called, Topic topic, Citizen caller, boolean closed, Dice dice) {
        String unit = topic.unit().startsWith("街道") ? caller.community().street() + topic.unit().substring(2) : topic.unit();
        LocalDateTime sent = called.plusMinutes(dice.between(5, 60));
        row.set("市派单时间", Dirt.time(sent, dice)).set("承办单位", unit).set("办理时限", topic.limit())
                .set("截止时间", Dirt.time(sent.plusDays(topic.limit().endsWith("日") ? Integer.parseInt(topic.limit().replace("日", "")) : 1)))
                .set("签收时间", Dirt.time(sent.plusMinutes(dice.between(2, 50))))
                .set("是否吹哨", dice.once(40) ? "是" : "否")
                .set("剔挂标签", dice.once(60) ? "挂账" : dice.once(80) ? "剔除" : "")
                .set("月次", dice.once(50) ? "１" : String.valueOf(dice.between(1, 4))).set("年次", String.valueOf(dice.between(1, 9)));
        if (closed) {
            row.set("联系时间", Dirt.time(sent.plusHours(1), dice)).set("办结时间", Dirt.time(sent.plusHours(dice.between(3, 90))))
                    .set("是否联系", "是").set("是否解决", dice.pick("是", "是", "是", "是", "否", "未解决"))
                    .set("是否满意", dice.pick("满意", "满意", "满意", "基本满意", "不满意", "未评价")).set("是否属实", dice.once(12) ? "否" : "是");
        } else {
            row.set("是否联系", "否").set("是否解决", "否").set("是否满意", "未评价");
        }
        return row;
    }
}
