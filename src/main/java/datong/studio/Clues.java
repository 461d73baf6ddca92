package datong.studio;

import datong.schema.check.BankCard;
import datong.schema.check.Checked;
import datong.schema.check.CreditCode;
import datong.schema.check.DivisionCode;
import datong.schema.check.Mobile;
import datong.schema.check.Phone;
import datong.schema.check.Plate;
import datong.schema.check.ResidentId;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a cell looks like. Guesses only: the mapping's conversions and the schema's checks decide. */
final class Clues {
    private static final int LONGEST = 400;
    private static final String DAY = "(?:19|20)\\d{2}(?:[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\\d|3[01])|年\\d{1,2}月(?:\\d{1,2}[日号]?)?)";
    private static final Pattern DATE = Pattern.compile(DAY + "|(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])");
    private static final Pattern TIMESTAMP = Pattern.compile(DAY + "[T ]*\\d{1,2}[:时点].*|(?:19|20)\\d{2}(?:0[1-9]|1[0-2])[0-3]\\d[0-2]\\d[0-5]\\d(?:[0-5]\\d)?");
    private static final Pattern WITHOUT_YEAR = Pattern.compile("(?:0?[1-9]|1[0-2])(?:[./](?:0?[1-9]|[12]\\d|3[01])|月\\d{1,2}[日号]?)");
    private static final Pattern TIME = Pattern.compile("(?:凌晨|早上|上午|中午|下午|晚上|傍晚|夜间)?\\d{1,2}(?::\\d{2}){1,2}|(?:凌晨|早上|上午|中午|下午|晚上|傍晚|夜间)?\\d{1,2}[点时].{0,6}|凌晨|早上|上午|中午|下午|晚上|傍晚|夜间");
    private static final Pattern AGO = Pattern.compile("刚刚|刚才|\\d+(?:秒钟?|分钟?|个?小时|天|日|周|星期|个?月|年)前");
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|[-+]?\\d{1,18}(?:\\.\\d{1,12})?");
    private static final Pattern UNIT = Pattern.compile("([-+]?[\\d,]+(?:\\.\\d+)?)\\s*([^\\d\\s.,+-][^\\d]{0,5})");
    private static final Pattern HAN_NAME = Pattern.compile("[\\p{IsHan}·]{2,4}");
    private static final Pattern PLACE = Pattern.compile(".*(?:号楼?|栋|单元|室|胡同|小区|家园|街道|路|街|里|村|苑).*\\d.*|.*\\d+(?:号|栋|单元|室|弄).*|.*\\p{IsHan}\\d+-\\d+(?:-\\d+)?");
    private static final Pattern LEVELS = Pattern.compile("[^>/]{1,20}(?:>[^>]{1,20})+");
    private static final Pattern PARTS = Pattern.compile("[、/;,\\s]+");
    private static final Pattern CUT = Pattern.compile("\\d\\.\\d+[Ee]\\+\\d{2}");
    private static final Set<String> TRUTH = Set.of("是", "否", "有", "没有", "Y", "N", "true", "false", "TRUE", "FALSE", "√", "×");
    private static final String SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗宋郑谢韩唐冯董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范石姚谭廖邹熊陆郝崔邱秦侯邵孟龙万段雷钱汤尹黎于马高梁萧肖闫任方金白康毛江史顾孔武赖贺龚";

    private Clues() {}

    static Set<Clue> of(String raw) {
        EnumSet<Clue> clues = EnumSet.noneOf(Clue.class);
        String text = raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw;
        String plain = Normalizer.normalize(text.strip(), Normalizer.Form.NFKC);
        identifiers(plain, clues);
        moments(plain, clues);
        numbers(text.strip(), plain, clues);
        words(plain, clues);
        return clues;
    }

    private static void identifiers(String text, Set<Clue> clues) {
        add(clues, Clue.MASKED, text.length() <= 40 && (text.indexOf('*') >= 0 || text.indexOf('●') >= 0));
        add(clues, Clue.CUT_NUMBER, CUT.matcher(text).matches());
        add(clues, Clue.RESIDENT_ID, text.length() <= 24 && ResidentId.parse(text) instanceof ResidentId.Valid id && id.birthDate().getYear() > 1905);
        add(clues, Clue.CREDIT_CODE, !clues.contains(Clue.RESIDENT_ID) && text.length() <= 24 && CreditCode.parse(text) instanceof CreditCode.Valid);
        add(clues, Clue.MOBILE, Mobile.parse(text) instanceof Checked.Valid);
        add(clues, Clue.PHONE, Phone.parse(text) instanceof Checked.Valid);
        add(clues, Clue.SEVERAL_PHONES, severalPhones(text));
        add(clues, Clue.PLATE, text.length() <= 12 && Plate.parse(text) instanceof Checked.Valid);
        boolean digits = !text.isEmpty() && text.chars().allMatch(character -> character >= '0' && character <= '9');
        add(clues, Clue.BANK_CARD, digits && !clues.contains(Clue.RESIDENT_ID) && BankCard.holds(text, 0, text.length()));
        add(clues, Clue.DIVISION, digits && (text.length() == 12 || text.length() == 9 || text.length() == 6) && division(text));
        add(clues, Clue.GRID, digits && text.length() >= 14 && text.length() <= 18 && !clues.contains(Clue.RESIDENT_ID) && division(text.substring(0, 12)));
    }

    private static boolean division(String digits) {
        int province = Integer.parseInt(digits.substring(0, 2));
        return province >= 11 && province <= 82 && DivisionCode.parse(digits) instanceof Checked.Valid(String code) && DivisionCode.plausible(code);
    }

    /** Two or more of the parts are phones. */
    private static boolean severalPhones(String text) {
        String[] parts = PARTS.split(text, 12);
        int phones = 0;
        for (String part : parts) {
            phones += Phone.parse(part) instanceof Checked.Valid ? 1 : 0;
        }
        return parts.length > 1 && phones > 1;
    }

    private static void moments(String text, Set<Clue> clues) {
        add(clues, Clue.DATE, DATE.matcher(text).matches());
        add(clues, Clue.TIMESTAMP, TIMESTAMP.matcher(text).matches());
        add(clues, Clue.DATE_WITHOUT_YEAR, WITHOUT_YEAR.matcher(text).matches());
        add(clues, Clue.TIME_OF_DAY, TIME.matcher(text).matches());
        add(clues, Clue.TIME_AGO, AGO.matcher(text).matches());
    }

    private static void numbers(String raw, String text, Set<Clue> clues) {
        boolean number = NUMBER.matcher(text).matches();
        add(clues, Clue.INTEGER, number && text.indexOf('.') < 0 && text.length() <= 12);
        add(clues, Clue.DECIMAL, number && text.indexOf('.') >= 0);
        Matcher unit = UNIT.matcher(raw);
        add(clues, Clue.WITH_UNIT, unit.matches() && NUMBER.matcher(unit.group(1)).matches() && !clues.contains(Clue.DATE_WITHOUT_YEAR)
                && !clues.contains(Clue.TIME_OF_DAY) && !clues.contains(Clue.TIME_AGO));
        if (clues.contains(Clue.DECIMAL) && text.length() - text.indexOf('.') > 3) {
            double degrees = new BigDecimal(text.replace(",", "")).doubleValue();
            add(clues, Clue.LONGITUDE, degrees >= 73 && degrees <= 136);
            add(clues, Clue.LATITUDE, degrees >= 3 && degrees <= 54);
        }
    }

    /** The unit behind a number, empty if there is none. */
    static String unit(String text) {
        Matcher unit = UNIT.matcher(text.strip());
        return unit.matches() ? unit.group(2).strip() : "";
    }

    private static void words(String text, Set<Clue> clues) {
        add(clues, Clue.TRUTH, TRUTH.contains(text));
        add(clues, Clue.WEB_ADDRESS, text.startsWith("http://") || text.startsWith("https://"));
        add(clues, Clue.PATH, text.contains("->") || LEVELS.matcher(text).matches());
        add(clues, Clue.ADDRESS, text.length() >= 5 && text.length() <= 80 && text.indexOf('，') < 0 && text.indexOf('。') < 0 && PLACE.matcher(text).matches());
        add(clues, Clue.SENTENCE, text.length() >= 8 && text.codePoints().filter(Character::isIdeographic).count() >= 6 && !clues.contains(Clue.ADDRESS));
        add(clues, Clue.NAME, HAN_NAME.matcher(text).matches() && SURNAMES.indexOf(text.charAt(0)) >= 0);
    }

    private static void add(Set<Clue> clues, Clue clue, boolean found) {
        if (found) {
            clues.add(clue);
        }
    }
}
