package datong.resolution;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads addresses as people write them: full width, Chinese numerals, 号楼 栋 幢 座, 单元 门, 室 号, {@code 8-1-302}, cellars, gates, crossings.
 * Guesses nothing: what it cannot tell stays empty.
 */
public final class AddressReader {
    private static final String NUMERALS = "[" + ChineseNumerals.CHARACTERS + "]+";
    private static final Pattern NUMERAL_PART = Pattern.compile("(" + NUMERALS + ")(?=(?:号楼|号院|号|栋|幢|座|单元|门|层|室|楼))");
    private static final Pattern ABOVE = Pattern.compile("^(?:[\\p{IsHan}]{2,8}?(?:省|自治区|特别行政区))?(?:[\\p{IsHan}]{1,7}?市)?(?:[\\p{IsHan}]{1,7}?(?<!小)(?:区|县)(?!域))?"
            + "(?:[\\p{IsHan}]{1,8}?(?:街道办事处|街道办|街道|镇|乡))?(?:[\\p{IsHan}]{1,8}?(?:社区|村委会))?");
    private static final Pattern BUILDING = Pattern.compile("^[第]?([0-9]{1,4}|[a-z])(?:号楼|栋|幢|座|楼|号)(?!院|线)");
    private static final Pattern UNIT = Pattern.compile("([0-9]{1,2}|[a-z])(?:单元|门(?!口|前|外))");
    private static final Pattern FLOOR = Pattern.compile("(地下|负)?([0-9]{1,2})(?:层|楼)");
    private static final Pattern ROOM = Pattern.compile("([a-z]?[0-9]{1,5}[a-z]?)(?:室|号|户)?$");
    private static final Pattern DASHED = Pattern.compile("^([0-9]{1,4}|[a-z])[-－—#]([0-9]{1,3})(?:[-－—#]([a-z]?[0-9]{1,5}))?(?:室|号)?(?![0-9])");
    private static final Pattern ROAD = Pattern.compile("([\\p{IsHan}]{1,7}(?:大街|街|路|巷|胡同|道))([0-9]{1,5})号(院)?");
    private static final Pattern CROSSING = Pattern.compile("([\\p{IsHan}]{1,6}?(?:街|路|巷))(?:与|和|、)?([\\p{IsHan}]{1,6}?)(?:街|路|巷)?(?:交叉口|路口|交口)");
    private static final Pattern ESTATE = Pattern.compile("([\\p{IsHan}]{2,8}?(?:小区|家园|花园|公寓|新村|新区|里|园|苑|庭|城|院))(?=[0-9a-z]|$|[东南西北]门|地下)");
    private static final Pattern GATE = Pattern.compile("([东南西北]{1,2}|正|后)门");
    private static final String COARSE = "000";
    private final Gazetteer gazetteer;

    public AddressReader(Gazetteer gazetteer) {
        this.gazetteer = gazetteer;
    }

    /** @param division the record's own division code, empty if it has none */
    public Address read(String text, String division) {
        if (text == null || text.isBlank()) {
            return Address.NOWHERE;
        }
        String plain = plain(text);
        Optional<Gazetteer.Found> known = gazetteer.find(plain);
        if (known.isPresent()) {
            return within(known.get().name(), finer(division, known.get().place().division()), plain.substring(known.get().end()));
        }
        return unknown(ABOVE.matcher(plain).replaceFirst(""), division);
    }

    private Address unknown(String text, String division) {
        Matcher road = ROAD.matcher(text);
        if (road.find()) {
            String base = road.group(1) + road.group(2) + "号";
            return within(base, division, text.substring(road.end()));
        }
        Matcher crossing = CROSSING.matcher(text);
        if (crossing.find()) {
            return new Address(division, "路口", "", "", "", "", crossing(crossing));
        }
        Matcher estate = ESTATE.matcher(text);
        if (estate.find()) {
            return within(estate.group(1), division, text.substring(estate.end()));
        }
        return Address.NOWHERE;
    }

    /** A crossing is the same from either street. */
    private static String crossing(Matcher crossing) {
        String first = crossing.group(1).substring(0, crossing.group(1).length() - 1);
        String second = crossing.group(2);
        return first.compareTo(second) <= 0 ? first + "×" + second : second + "×" + first;
    }

    private static Address within(String base, String division, String rest) {
        Matcher dashed = DASHED.matcher(rest);
        if (dashed.find()) {
            boolean three = dashed.group(3) != null;
            return new Address(division, base, number(dashed.group(1)), three ? number(dashed.group(2)) : "", "", number(dashed.group(three ? 3 : 2)), "");
        }
        Matcher building = BUILDING.matcher(rest);
        if (!building.find()) {
            return new Address(division, base, "", "", "", "", gate(rest));
        }
        return parts(base, division, number(building.group(1)), rest.substring(building.end()));
    }

    private static Address parts(String base, String division, String building, String rest) {
        Matcher unit = UNIT.matcher(rest);
        boolean hasUnit = unit.find();
        String behindUnit = hasUnit ? rest.substring(unit.end()) : rest;
        Matcher floor = FLOOR.matcher(behindUnit);
        boolean hasFloor = floor.find();
        String behindFloor = hasFloor ? behindUnit.substring(floor.end()) : behindUnit;
        Matcher room = ROOM.matcher(behindFloor);
        boolean hasRoom = room.find() && room.start() <= 1;
        boolean cellar = hasFloor && floor.group(1) != null;
        return new Address(division, base, building, hasUnit ? number(unit.group(1)) : "",
                hasFloor && (cellar || !hasRoom) ? (cellar ? "B" : "") + number(floor.group(2)) : "", hasRoom ? number(room.group(1)) : "", "");
    }

    private static String gate(String text) {
        Matcher gate = GATE.matcher(text);
        return gate.find() ? gate.group(1) + "门" : "";
    }

    /** The gazetteer's community, unless the record tells one that lies within the same street and is as fine. */
    private static String finer(String told, String known) {
        return told.length() == 12 && !told.endsWith(COARSE) && known.endsWith(COARSE) ? told : known;
    }

    private static String number(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return upper.matches("0+[1-9].*") ? upper.replaceFirst("^0+", "") : upper;
    }

    static String plain(String text) {
        String narrow = Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s,，。;；()（）·]", "").toLowerCase(Locale.ROOT);
        return NUMERAL_PART.matcher(narrow).replaceAll(match -> ChineseNumerals.digits(match.group(1)));
    }
}
