package datong.sample;

import java.time.LocalDate;

/**
 * A person who does not exist. The same index is the same person in every source; the given names (示例, 样本, 虚构 …) say so, the
 * resident ID lies in the unallocated county 110199, the phone in the 154-0000 block.
 */
record Citizen(String name, boolean male, LocalDate born, String id, String phone, Community community, int building, int unit, int room) {
    private static final String[] SURNAMES = ("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐"
            + "费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄").split("");
    private static final String[] FIRST = "示样虚范测模假演例构".split("");
    private static final String[] SECOND = "例本构范试拟名示甲乙丙丁戊己庚辛壬癸一二三四五六七八九十".split("");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final int DAYS = 25_000;

    static Citizen of(int index) {
        int mixed = Math.floorMod(index * 0x9E3779B1, 1 << 30);
        boolean male = mixed % 2 == 0;
        LocalDate born = LocalDate.of(1938, 1, 1).plusDays((long) index % DAYS * 7919 % DAYS); // 7919 and 25,000 share no factor
        int sequence = 100 + index / DAYS % 400 * 2 + (male ? 1 : 0);
        String name = SURNAMES[mixed / 7 % SURNAMES.length] + (index % 997 == 5 ? "䶮" : FIRST[mixed / 701 % FIRST.length])
                + SECOND[mixed / 9001 % SECOND.length];
        return new Citizen(name, male, born, id(born, sequence), String.valueOf(15_400_000_000L + index % 10_000),
                Community.ALL.get(mixed / 13 % Community.ALL.size()), 1 + mixed / 17 % 12, 1 + mixed / 19 % 4, 100 * (1 + mixed / 23 % 6) + 1 + mixed / 29 % 4);
    }

    private static String id(LocalDate born, int sequence) {
        String digits = "110199" + born.toString().replace("-", "") + sequence;
        int sum = 0;
        for (int index = 0; index < 17; index++) {
            sum += (digits.charAt(index) - '0') * WEIGHTS[index];
        }
        return digits + "10X98765432".charAt(sum % 11);
    }

    String sex() {
        return male ? "男" : "女";
    }

    String address() {
        return community.estate() + building + "号楼" + unit + "单元" + room;
    }

    String shortAddress() {
        return community.estate() + building + "-" + unit + "-" + room;
    }

    /** The ID as people write it: old, spaced, full-width, in lower case, masked; seldom wrong. */
    String writtenId(Dice dice) {
        return switch (dice.below(100)) {
            case 0, 1 -> born.getYear() < 2000 ? id.substring(0, 6) + id.substring(8, 17) : id;
            case 2 -> id.substring(0, 6) + " " + id.substring(6, 14) + " " + id.substring(14);
            case 3 -> Dirt.fullWidth(id);
            case 4 -> id.substring(0, 6) + "********" + id.substring(14);
            case 5 -> dice.once(4) ? id.substring(0, 17) + (id.endsWith("0") ? "1" : "0") : id;
            default -> id.toLowerCase(java.util.Locale.ROOT);
        };
    }

    String writtenPhone(Dice dice) {
        return Dirt.phone(phone, dice);
    }
}
