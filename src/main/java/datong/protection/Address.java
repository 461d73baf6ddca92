package datong.protection;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of an address may be told: down to the community, else the street, else the district. */
final class Address {
    /** Where a house, building, unit or room begins; nothing after it is told. */
    private static final Pattern DETAIL = Pattern.compile("[0-9０-９①-⑳A-Za-zＡ-Ｚａ-ｚ#＃(（\\[【]|[一二三四五六七八九十百〇零两甲乙丙丁]+(?:号|栋|幢|楼|单元|门|室|层|巷|弄|排|组|队|条)");
    private static final List<Pattern> LEVELS = List.of(
            Pattern.compile(".*(?:社区|居委会|村委会|行政村|小区|村(?!镇|路|街))"),
            Pattern.compile(".*(?:街道办事处|街道|地区|镇|乡)"),
            Pattern.compile(".*(?:区|县|旗|市)"));

    private Address() {}

    /** Empty if no part of it is known to be coarse enough. */
    static Optional<String> toCommunity(String address) {
        Matcher detail = DETAIL.matcher(address);
        String coarse = detail.find() ? address.substring(0, detail.start()) : address;
        return LEVELS.stream().map(level -> level.matcher(coarse)).filter(Matcher::lookingAt).map(Matcher::group).findFirst();
    }
}
