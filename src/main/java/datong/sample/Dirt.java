package datong.sample;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** How people and systems write things (DOMAIN §4.0). */
final class Dirt {
    private static final DateTimeFormatter DASHED = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter SLASHED = DateTimeFormatter.ofPattern("yyyy/M/d H:mm");
    private static final DateTimeFormatter CHINESE = DateTimeFormatter.ofPattern("yyyy年M月d日 H时m分");
    private static final DateTimeFormatter PACKED = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private Dirt() {}

    static String time(LocalDateTime time) {
        return time.format(DASHED);
    }

    static String time(LocalDateTime time, Dice dice) {
        return switch (dice.below(20)) {
            case 0 -> time.format(CHINESE);
            case 1, 2 -> time.format(SLASHED);
            case 3 -> time.format(PACKED);
            case 4 -> time.getHour() == 0 ? time.toLocalDate().minusDays(1) + " 24:00" : time.format(DASHED);
            default -> time.format(DASHED);
        };
    }

    static String date(LocalDate date, Dice dice) {
        return switch (dice.below(12)) {
            case 0 -> date.getYear() + "." + date.getMonthValue() + "." + date.getDayOfMonth();
            case 1 -> date.getYear() + "/" + date.getMonthValue() + "/" + date.getDayOfMonth();
            case 2 -> date.getYear() + "年" + date.getMonthValue() + "月" + date.getDayOfMonth() + "日";
            case 3 -> date.toString().replace("-", "");
            default -> date.toString();
        };
    }

    static String phone(String phone, Dice dice) {
        return switch (dice.below(40)) {
            case 0 -> fullWidth(phone);
            case 1 -> "+86 " + phone;
            case 2 -> phone.substring(0, 3) + " " + phone.substring(3, 7) + " " + phone.substring(7);
            case 3 -> phone + "/010-00000" + String.format("%03d", dice.below(1000));
            case 4 -> "010-00000" + String.format("%03d", dice.below(1000));
            default -> phone;
        };
    }

    static String fullWidth(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars().forEach(character -> wide.append((char) (character > ' ' && character < 127 ? character + 0xFEE0 : character)));
        return wide.toString();
    }

    static String masked(String phone) {
        return phone.substring(0, 3) + "****" + phone.substring(7);
    }
}
