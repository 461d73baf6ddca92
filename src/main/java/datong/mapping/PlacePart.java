package datong.mapping;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of a sentence that tells where: an estate, street or lane with what follows it, number, building, unit, room, gate or crossing. */
final class PlacePart {
    private static final String NUMBER = "[0-9\uFF10-\uFF19A-Za-z\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D\u5341\u767E]{1,5}";
    private static final Pattern PLACE = Pattern.compile("[\\p{IsHan}]{1,6}?(?:小区|家园|花园|公寓|新村|里|园|苑|庭|街(?!道)|路(?!灯|口|面|人)|巷|胡同)"
            + "(?:" + NUMBER + "(?:号楼|号院|单元|栋|幢|座|号|门|层|室)|(?<=[0-9\uFF10-\uFF19])[-\uFF0D]?" + NUMBER + "|" + NUMBER + "[-\uFF0D]" + NUMBER + ")*"
            + "(?:[东南西北]{1,2}门|[\\p{IsHan}]{0,6}?路口)?");
    private static final Pattern ABOVE = Pattern.compile("^.*(?:街道|镇|乡|社区|(?<!小)区)");

    private PlacePart() {}

    /** Null where the sentence tells no place: that is no problem, people do not always say. */
    static Object find(String text, Reading reading) {
        Matcher place = PLACE.matcher(text);
        return place.find() ? ABOVE.matcher(place.group()).replaceFirst("") : null;
    }
}
