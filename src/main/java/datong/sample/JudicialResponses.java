package datong.sample;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.LocalDateTime;

/** Police and justice responses (§4.11): masked by their source, and never to be re-identified. */
final class JudicialResponses implements SampleSource {
    private final Story story = Story.of("judicial-responses");

    @Override
    public String code() {
        return "judicial-responses";
    }

    @Override
    public void write(Path inbox, int records, Dice dice) throws IOException {
        try (CsvFile file = new CsvFile(inbox.resolve("警情司法流转.csv"), Charset.forName("GB18030"), false, story.header())) {
            story.rows().forEach(file::write);
            for (int index = story.rows().size(); index < records; index++) {
                Citizen party = Citizen.of(dice.below(30_000));
                LocalDateTime time = LocalDateTime.of(2026, 3, 1, 0, 0).plusHours(index * 4L);
                boolean police = dice.once(2);
                file.write(story.row()
                        .set("流转编号", police ? String.format("LZ-%ty%<tm%<td-%04d", time, index) : String.format("TJ-2026-%05d", index)).set("业务类别", police ? "非警务求助" : "人民调解")
                        .set("接报时间", police ? Dirt.time(time).substring(0, 16) : time.toLocalDate().toString())
                        .set("简要情况", dice.pick("噪声扰民 双方现场和解", "邻里漏水纠纷 达成协议", "停车剐蹭 协商解决", "宠物扰民 已劝导")).set("发生社区", party.community().name())
                        .set("流转单位", party.community().street() + (police ? "办事处" : "司法所")).set("反馈时限", police ? "24小时" : "").set("反馈情况", dice.pick("已上门", "协议已履行", "跟进中"))
                        .set("当事人", police ? party.name().charAt(0) + "某 " + dice.between(19, 80) + "岁" : "甲方 " + party.name().charAt(0) + "某/乙方 钱某").cells());
            }
        }
    }
}
