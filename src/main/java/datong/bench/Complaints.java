package datong.bench;

import datong.schema.check.BankCard;
import datong.schema.check.ResidentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Complaints that nobody wrote, with the places of what identifies somebody in them; the same for the same seed. */
final class Complaints {
    private static final String SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕";
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志海燕鹏飞宇欣怡梓涵浩然雨晨博文嘉琪";
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final String FULL_WIDTH = "０１２３４５６７８９";
    private static final String SPOKEN = "零幺二三四五六七八九";
    private static final String FORMAL = "零壹贰叁肆伍陆柒捌玖";
    private static final String WRITTEN = "〇一二三四五六七八九";
    private static final String[] ROOMS = {"plain %d号楼%d单元%d室", "plain %d号楼%d单元%d", "plain %d栋%d单元%d号", "hyphens %d-%d-%d", "slang %d#楼%d门%d", "blanks %d号楼 %d单元 %d室"};
    private final Random random;

    Complaints(long seed) {
        this.random = new Random(seed);
    }

    /** What the redactor claims to find. */
    enum What { MOBILE, LANDLINE, ID_NUMBER, OTHER_DOCUMENT, BANK_CARD, PLATE, NAME, ADDRESS, EMAIL, ACCOUNT, BIRTH_DATE }

    /** @param writing how it is written, e.g. "full width" */
    record Place(What what, String writing, int start, int end) {}

    record Complaint(String text, List<Place> places) {}

    private record Value(String writing, String text) {
        static Value of(String writing, String text) {
            return new Value(writing, text);
        }
    }

    /** Fills a template: {@code {MOBILE}} is a mobile in any writing, all else stands as it is. */
    Complaint of(String template) {
        StringBuilder text = new StringBuilder();
        List<Place> places = new ArrayList<>();
        int position = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', position)) {
            int close = template.indexOf('}', open);
            text.append(template, position, open);
            What what = What.valueOf(template.substring(open + 1, close));
            Value value = value(what);
            places.add(new Place(what, value.writing(), text.length(), text.length() + value.text().length()));
            text.append(value.text());
            position = close + 1;
        }
        return new Complaint(text.append(template, position, template.length()).toString(), places);
    }

    private Value value(What what) {
        return switch (what) {
            case MOBILE -> mobile();
            case LANDLINE -> landline();
            case ID_NUMBER -> residentId();
            case OTHER_DOCUMENT -> document();
            case BANK_CARD -> card();
            case PLATE -> plate();
            case NAME -> name();
            case ADDRESS -> address();
            case EMAIL -> mail();
            case ACCOUNT -> account();
            case BIRTH_DATE -> birthDate();
        };
    }

    private Value mobile() {
        String number = "1540000" + digits(4);
        return switch (random.nextInt(14)) {
            case 0 -> Value.of("blanks", groups(number, " ", 3, 7));
            case 1 -> Value.of("hyphens", groups(number, "-", 3, 7));
            case 2 -> Value.of("full width", signs(number, FULL_WIDTH));
            case 3 -> Value.of("with +86", "+86 " + number);
            case 4 -> Value.of("with 86", "86-" + number);
            case 5 -> Value.of("spoken numerals", signs(number, SPOKEN));
            case 6 -> Value.of("formal numerals", signs(number, FORMAL));
            case 7 -> Value.of("mixed numerals", number.substring(0, 3) + signs(number.substring(3), WRITTEN));
            case 8 -> Value.of("split across lines", groups(number, "\n", 4 + random.nextInt(4)));
            case 9 -> Value.of("every digit apart", String.join(" ", number.split("")));
            case 10 -> Value.of("dots", groups(number, ".", 3, 7));
            case 11 -> Value.of("one digit too many", number + random.nextInt(10));
            default -> Value.of("plain", number);
        };
    }

    private Value landline() {
        String number = "00000" + (100 + random.nextInt(900));
        return switch (random.nextInt(7)) {
            case 0 -> Value.of("brackets", "(010)" + number);
            case 1 -> Value.of("full-width brackets", "（010）" + number);
            case 2 -> Value.of("blanks", "010 " + groups(number, " ", 4));
            case 3 -> Value.of("no area code", number.replaceFirst("0", "8"));
            case 4 -> Value.of("full width", signs("010-" + number, FULL_WIDTH));
            case 5 -> Value.of("together", "010" + number);
            default -> Value.of("plain", "010-" + number);
        };
    }

    private Value residentId() {
        String number = idNumber();
        return switch (random.nextInt(11)) {
            case 0 -> Value.of("lower case", number.toLowerCase(java.util.Locale.ROOT));
            case 1 -> Value.of("full width", signs(number, FULL_WIDTH));
            case 2 -> Value.of("blanks", groups(number, " ", 6, 14));
            case 3 -> Value.of("hyphens", groups(number, "-", 6, 14));
            case 4 -> Value.of("old form", number.substring(0, 6) + number.substring(8, 17));
            case 5 -> Value.of("split across lines", groups(number, "\n", 5 + random.nextInt(10)));
            case 6 -> Value.of("wrong check digit", number.substring(0, 17) + (number.endsWith("1") ? "2" : "1"));
            case 7 -> Value.of("spoken numerals", signs(number, SPOKEN));
            case 8 -> Value.of("blanks by fours", groups(number, " ", 4, 8, 12, 16));
            default -> Value.of("plain", number);
        };
    }

    private Value document() {
        return switch (random.nextInt(6)) {
            case 0 -> Value.of("passport", "E" + digits(8));
            case 1 -> Value.of("passport, two letters", "E" + LETTERS.charAt(random.nextInt(8)) + digits(7));
            case 2 -> Value.of("passport, blank", "G " + digits(8));
            case 3 -> Value.of("passport, full width", "Ｅ" + signs(digits(8), FULL_WIDTH));
            case 4 -> Value.of("Hong Kong and Macao permit", (random.nextBoolean() ? "H" : "M") + digits(8));
            default -> Value.of("foreigner's residence permit", "BRA1101990" + digits(5));
        };
    }

    private Value card() {
        String number = cardNumber();
        return switch (random.nextInt(7)) {
            case 0 -> Value.of("blanks by fours", groups(number, " ", 4, 8, 12, 16));
            case 1 -> Value.of("hyphens", groups(number, "-", 4, 8, 12, 16));
            case 2 -> Value.of("full width", signs(number, FULL_WIDTH));
            case 3 -> Value.of("split across lines", groups(number, "\n", 6 + random.nextInt(8)));
            case 4 -> Value.of("wrong check digit", number.substring(0, 18) + (number.charAt(18) == '1' ? 2 : 1));
            default -> Value.of("plain", number);
        };
    }

    private Value plate() {
        String letter = LETTERS.substring(random.nextInt(8), 8 + random.nextInt(8)).substring(0, 1);
        String end = digits(5);
        return switch (random.nextInt(8)) {
            case 0 -> Value.of("dot", "京" + letter + "·" + end);
            case 1 -> Value.of("blank", "京" + letter + " " + end);
            case 2 -> Value.of("full width", "京" + (char) (letter.charAt(0) + 0xFEE0) + signs(end, FULL_WIDTH));
            case 3 -> Value.of("lower case", "京" + letter.toLowerCase(java.util.Locale.ROOT) + end);
            case 4 -> Value.of("new energy", "京" + letter + "D" + end);
            case 5 -> Value.of("other province", "冀" + letter + end.substring(1) + "学");
            case 6 -> Value.of("hyphen", "京" + letter + "-" + end);
            default -> Value.of("plain", "京" + letter + end);
        };
    }

    private Value name() {
        String name = one(SURNAMES) + one(GIVEN) + (random.nextInt(3) > 0 ? one(GIVEN) : "");
        return switch (random.nextInt(14)) {
            case 0, 1 -> Value.of("title", one(SURNAMES) + pick("先生", "女士", "阿姨", "大爷", "师傅"));
            case 2 -> Value.of("compound surname", pick("欧阳", "司马", "上官", "诸葛") + one(GIVEN));
            case 3 -> Value.of("masked", one(SURNAMES) + pick("某", "某某"));
            default -> Value.of("plain", name);
        };
    }

    private Value address() {
        int room = 100 * (1 + random.nextInt(9)) + 1 + random.nextInt(8);
        if (random.nextInt(8) == 0) {
            return Value.of("numerals", "%s号楼%s单元%s".formatted(one("一二三四五六七八九"), one("一二三四"), signs(String.valueOf(room), WRITTEN)));
        }
        String[] writing = pick(ROOMS).split(" ", 2);
        String text = writing[1].formatted(1 + random.nextInt(20), 1 + random.nextInt(6), room);
        return random.nextInt(8) == 0 ? Value.of("full width", signs(text, FULL_WIDTH)) : Value.of(writing[0], text);
    }

    private Value mail() {
        String user = "user" + random.nextInt(1000);
        return switch (random.nextInt(4)) {
            case 0 -> Value.of("full width", user + "＠example．invalid");
            case 1 -> Value.of("blanks around @", user + " @ example.invalid");
            case 2 -> Value.of("capitals", "Li." + user.toUpperCase(java.util.Locale.ROOT) + "@EXAMPLE.invalid");
            default -> Value.of("plain", user + "@example.invalid");
        };
    }

    private Value account() {
        String number = 1 + random.nextInt(9) + digits(6 + random.nextInt(4));
        String word = "wx_" + pick("demo", "lan", "qing") + digits(4);
        return switch (random.nextInt(8)) {
            case 0 -> Value.of("QQ", "QQ：" + number);
            case 1 -> Value.of("QQ", "qq号" + number);
            case 2 -> Value.of("QQ, slang", "扣扣" + number);
            case 3 -> Value.of("WeChat", "微信号：" + word);
            case 4 -> Value.of("WeChat", "微信 " + word);
            case 5 -> Value.of("WeChat, slang", "加V信" + word);
            case 6 -> Value.of("WeChat, slang", "vx:" + word);
            default -> Value.of("QQ", "QQ " + number);
        };
    }

    private Value birthDate() {
        int year = 1940 + random.nextInt(70);
        int month = 1 + random.nextInt(12);
        int day = 1 + random.nextInt(28);
        return switch (random.nextInt(8)) {
            case 0 -> Value.of("hyphens", "出生日期：%d-%02d-%02d".formatted(year, month, day));
            case 1 -> Value.of("dots", "生于%d.%d.%d".formatted(year, month, day));
            case 2 -> Value.of("together", "出生%d%02d%02d".formatted(year, month, day));
            case 3 -> Value.of("word behind", "%d年%d月出生".formatted(year, month));
            case 4 -> Value.of("short year", "%02d年%d月%d日生".formatted(year % 100, month, day));
            case 5 -> Value.of("numerals", signs(String.valueOf(year), WRITTEN) + "年三月十二日出生");
            case 6 -> Value.of("full width", "生日" + signs("%d/%d/%d".formatted(year, month, day), FULL_WIDTH));
            default -> Value.of("plain", "出生于%d年%d月%d日".formatted(year, month, day));
        };
    }

    private String idNumber() {
        String front = "110199%d%02d%02d%s".formatted(1940 + random.nextInt(70), 1 + random.nextInt(12), 1 + random.nextInt(28), digits(3));
        return "0123456789X".chars().mapToObj(check -> front + (char) check).filter(number -> ResidentId.parse(number) instanceof ResidentId.Valid).findFirst().orElseThrow();
    }

    private String cardNumber() {
        String front = "622202" + digits(12);
        return "0123456789".chars().mapToObj(check -> front + (char) check).filter(number -> BankCard.holds(number, 0, 19)).findFirst().orElseThrow();
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int index = 0; index < count; index++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private static String groups(String number, String separator, int... ends) {
        StringBuilder groups = new StringBuilder(number);
        for (int index = ends.length - 1; index >= 0; index--) {
            groups.insert(ends[index], separator);
        }
        return groups.toString();
    }

    /** The digits of a text as the signs of another script. */
    private static String signs(String text, String script) {
        StringBuilder signs = new StringBuilder();
        text.chars().forEach(character -> signs.append(character >= '0' && character <= '9' ? script.charAt(character - '0') : (char) character));
        return signs.toString();
    }

    private String one(String characters) {
        int index = random.nextInt(characters.length());
        return characters.substring(index, index + 1);
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
