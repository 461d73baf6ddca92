package datong.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;

/** The street's own duty log (§4.2): one XLS a month by hand, a merged title, no year, two phones in a cell. */
final class StreetHotline implements SampleSource {
    private final Story story = Story.of("street-hotline");

    @Override
    public String code() {
        return "street-hotline";
    }

    @Override
    public void write(Path inbox, int records, Dice dice) throws IOException {
        int months = 4;
        int written = 0;
        for (int month = 8; month < 8 + months; month++) {
            try (XlsFile file = new XlsFile(inbox.resolve("值班电话登记表-" + month + "月.xls"), "示范街道值班电话登记表(" + month + "月)", story.header())) {
                int number = 0;
                int share = month == 7 + months ? records - written : records / months;
                if (month == 11) {
                    story.rows().forEach(file::write);
                    number = story.rows().size();
                }
                for (; number < share; number++) {
                    file.write(row(number + 1, month, dice));
                }
                written += share;
            }
        }
    }

    private Object[] row(int number, int month, Dice dice) {
        Citizen caller = Citizen.of(dice.below(30_000));
        Topic topic = Topic.pick(dice);
        int day = dice.between(1, month == 11 ? 3 : LocalDate.of(2026, month, 1).lengthOfMonth());
        return story.row()
                .set("序号", number)
                .set("日期", month + "." + day)
                .set("时间", dice.pick("上午", "下午", "9点多", dice.between(8, 17) + ":" + dice.between(10, 59)))
                .set("来电人", caller.name().charAt(0) + dice.pick("大爷", "女士", "先生", "阿姨"))
                .set("电话", caller.writtenPhone(dice))
                .set("反映事项", String.format(topic.title(), caller.community().estate() + caller.building() + "号楼") + dice.pick("", "，已打过12345", "，请尽快"))
                .set("处理情况", dice.pick("已告社区", "转城管科", "已回复", "转物业 待回复")).set("经办人", dice.pick("小王", "王演示", "郑假名"))
                .set("备注", dice.once(20) ? "重复?" : "").cells();
    }
}
