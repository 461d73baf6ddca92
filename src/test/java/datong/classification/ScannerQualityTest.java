package datong.classification;

import static org.assertj.core.api.Assertions.assertThat;

import datong.classification.PersonalDataScanner.Span;
import datong.classification.hanlp.HanlpNames;
import datong.schema.check.BankCard;
import datong.schema.check.ResidentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Precision and recall on complaints written for this test; {@code <…>} marks what identifies a person. */
class ScannerQualityTest {
    private static final String[] PERSONAL = {
        "市民反映示例区示范街道晨光里北门有摊贩占道，回电找<{title}><{mobile}>。",
        "<{title}>来电反映晨光里<{room}>楼上漏水，联系电话<{mobile}>，希望协调。",
        "联系人：<{name}>，电话：<{mobile}>，反映夜间施工噪声扰民。",
        "来电人称住在向阳家园<{room}>，车牌<{plate}>的车辆长期占用消防通道。",
        "本人<{name}>，身份证号<{id}>，申请低保已三个月未答复，请回电<{mobile}>。",
        "业主<{name}>反映物业公司收费不透明，要求公示账目。",
        "举报<{name}>在晨光里<{room}>群租，租客约十人，安全隐患大。",
        "我叫<{name}>，孩子入学材料被退回，邮箱<{mail}>，盼复。",
        "市民被收取押金未退，转账卡号<{card}>，联系<{name}>，<{mobile}>。",
        "<{name}> <{mobile}> 要求回复处理结果。",
        "姓名：<{name}> 性别：女 电话：<{landline}> 诉求：路灯不亮。",
        "邻居<{title}>在楼道堆放杂物，多次劝阻无效。",
        "保安<{name}>态度恶劣，辱骂老人。",
        "<{title}>的儿子<{name}>走失，走失时穿黑色外套，家属电话<{mobile}>。",
        "房东<{name}>拒绝退还押金，房屋位于明灯里<{room}>。",
        "当事人<{name}>称，其母亲<{name}>行动不便，需要上门办理。",
        "医生<{name}>告知床位已满，<{title}>要求转院。",
        "户主<{name}>，户号另附，子女<{mobile}>。"};
    private static final String[] IMPERSONAL = {
        "晨光里北门每日早晨有流动摊贩占道经营，影响通行，希望清理。",
        "小区内路灯损坏多日，晚上出行不便，请相关单位尽快安排维修。",
        "餐馆油烟直排且后厨卫生差，要求有关部门查处并公示结果。",
        "工单示热-261103-000147已办结，但问题仍未解决，办件编号110199260000012345。",
        "2026年11月3日9时40分拨打12345，至今未回复，希望11月10日前解决。",
        "明灯街与向阳路口西北角垃圾桶满溢，清运时间应提前到7:30。",
        "建议增加公交线路，方便居民出行，高峰时段间隔不超过10分钟。",
        "老旧小区加装电梯进展缓慢，居民意见较大，请明确时间表。",
        "物业费每平方米3.5元，停车费每月300元，未经业主大会通过。",
        "网格110199001001001内井盖破损，部件编码1101990103000123。",
        "反映施工单位夜间作业，噪声达到65分贝，影响老人休息。",
        "咨询居住证办理条件，需要哪些材料，承诺时限是几个工作日？",
        "管理单位答复时间过长，平台显示处理中，全程无人联系。",
        "地铁施工围挡占用人行道，行人只能走机动车道，存在安全隐患。",
        "市民表扬社区工作人员热心服务，解决了供暖问题，特此感谢。",
        "学校门口交通秩序混乱，家长停车随意，请交警部门加强疏导。"};
    private static final String SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕";
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志海燕鹏飞宇欣怡梓涵浩然雨晨博文嘉琪";

    private final Random random = new Random(20261103);

    @Test
    void complaintsAreScannedWithHighRecallAndGoodPrecision() {
        RuleBasedScanner scanner = new RuleBasedScanner(new HanlpNames());
        int expected = 0;
        int covered = 0;
        int found = 0;
        int right = 0;
        List<String> missed = new ArrayList<>();
        for (int index = 0; index < 4000; index++) {
            Complaint complaint = index % 2 == 0 ? complaint(PERSONAL[random.nextInt(PERSONAL.length)]) : complaint(IMPERSONAL[random.nextInt(IMPERSONAL.length)]);
            List<Span> spans = scanner.scan(complaint.text());
            for (int[] range : complaint.ranges()) {
                expected++;
                boolean hit = covered(spans, range);
                covered += hit ? 1 : 0;
                if (!hit) {
                    missed.add(complaint.text().substring(range[0], range[1]) + " in " + complaint.text());
                }
            }
            for (Span span : spans) {
                found++;
                boolean hit = complaint.ranges().stream().anyMatch(range -> span.start() < range[1] && range[0] < span.end());
                right += hit ? 1 : 0;
                if (!hit) {
                    missed.add("wrong: " + complaint.text().substring(span.start(), span.end()) + " in " + complaint.text());
                }
            }
        }
        System.out.printf("personal data in free text: recall %.4f (%d of %d), precision %.4f (%d of %d)%n",
                (double) covered / expected, covered, expected, (double) right / found, right, found);
        assertThat((double) covered / expected).as(() -> String.join("\n", missed.subList(0, Math.min(40, missed.size())))).isGreaterThan(0.98);
        assertThat((double) right / found).as(() -> String.join("\n", missed.subList(0, Math.min(40, missed.size())))).isGreaterThan(0.97);
    }

    @Test
    void aTextWithoutPersonsIsCheap() {
        RuleBasedScanner scanner = new RuleBasedScanner(new HanlpNames());
        String text = "市民反映示例区示范街道晨光里北门每日早晨有流动摊贩占道经营，影响通行，希望清理。餐馆油烟直排且后厨卫生差，要求有关部门查处并公示结果，"
                + "建议增加公交线路，方便出行，高峰时段间隔应缩短，请尽快处理并答复。";
        for (int round = 0; round < 2; round++) {
            long start = System.nanoTime();
            int spans = 0;
            for (int index = 0; index < 200_000; index++) {
                spans += scanner.scan(text).size();
            }
            long nanoseconds = (System.nanoTime() - start) / 200_000;
            System.out.printf("scan of %d characters without persons: %d ns%n", text.length(), nanoseconds);
            assertThat(spans).isZero();
            assertThat(nanoseconds).isLessThan(200_000);
        }
    }

    private static boolean covered(List<Span> spans, int[] range) {
        return spans.stream().anyMatch(span -> span.start() <= range[0] && span.end() >= range[1]);
    }

    private record Complaint(String text, List<int[]> ranges) {}

    private Complaint complaint(String template) {
        StringBuilder text = new StringBuilder();
        List<int[]> ranges = new ArrayList<>();
        int begin = 0;
        for (int index = 0; index < template.length(); index++) {
            char character = template.charAt(index);
            switch (character) {
                case '<' -> begin = text.length();
                case '>' -> ranges.add(new int[] {begin, text.length()});
                case '{' -> {
                    int end = template.indexOf('}', index);
                    text.append(value(template.substring(index + 1, end)));
                    index = end;
                }
                default -> text.append(character);
            }
        }
        return new Complaint(text.toString(), ranges);
    }

    private String value(String kind) {
        return switch (kind) {
            case "name" -> one(SURNAMES) + one(GIVEN) + (random.nextInt(3) > 0 ? one(GIVEN) : "");
            case "title" -> one(SURNAMES) + new String[] {"先生", "女士", "阿姨", "大爷", "师傅"}[random.nextInt(5)];
            case "mobile" -> mobile();
            case "landline" -> "010-00000" + (100 + random.nextInt(900));
            case "id" -> id();
            case "card" -> card();
            case "plate" -> "京" + (char) ('A' + random.nextInt(20)) + (10000 + random.nextInt(90000));
            case "mail" -> "user" + random.nextInt(1000) + "@example.invalid";
            case "room" -> new String[] {"%d号楼%d单元%d室", "%d-%d-%d", "%d号楼%d单元%d", "%d栋%d单元%d号"}[random.nextInt(4)]
                    .formatted(1 + random.nextInt(20), 1 + random.nextInt(6), 101 + random.nextInt(900));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private String mobile() {
        String number = "1540000" + (1000 + random.nextInt(9000));
        return switch (random.nextInt(4)) {
            case 0 -> number.substring(0, 3) + " " + number.substring(3, 7) + " " + number.substring(7);
            case 1 -> "+86" + number;
            default -> number;
        };
    }

    private String id() {
        for (char check : "0123456789X".toCharArray()) {
            String number = "1101991" + "9" + (60 + random.nextInt(30)) + "0" + (1 + random.nextInt(9)) + (10 + random.nextInt(18)) + (100 + random.nextInt(800)) + check;
            for (char right : "0123456789X".toCharArray()) {
                String candidate = number.substring(0, 17) + right;
                if (ResidentId.parse(candidate) instanceof ResidentId.Valid) {
                    return candidate;
                }
            }
        }
        throw new IllegalStateException("no check character fits");
    }

    private String card() {
        String front = "622202" + (100_000_000_000L + Math.floorMod(random.nextLong(), 900_000_000_000L));
        for (int check = 0; check < 10; check++) {
            if (BankCard.holds(front + check, 0, 19)) {
                return front + check;
            }
        }
        throw new IllegalStateException("no Luhn digit fits");
    }

    private String one(String characters) {
        int index = random.nextInt(characters.length());
        return characters.substring(index, index + 1);
    }
}
