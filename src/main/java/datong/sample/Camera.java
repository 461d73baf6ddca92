package datong.sample;

import java.time.LocalDateTime;

/** A camera of the district and the scenes it watches (§4.7). */
record Camera(String id, String name, Community community) {
    static final String[][] SCENES = {
        {"SC01", "占道经营"}, {"SC02", "垃圾桶满溢"}, {"SC03", "店外经营"}, {"SC04", "暴露垃圾与乱堆物料"},
        {"SC05", "非机动车乱停放"}, {"SC06", "消防通道占用"}, {"SC07", "烟火"}, {"SC08", "道路积水"}};

    static Camera pick(Dice dice) {
        int number = dice.below(240);
        Community community = Community.ALL.get(number % Community.ALL.size());
        return new Camera(String.format("1101990%s0113200%05d", community.code().charAt(8), 200 + number), community.estate() + (number / 8 + 1) + "号点位", community);
    }

    static LocalDateTime time(int index, int seconds, Dice dice) {
        return LocalDateTime.of(2026, 9, 1, 0, 0).plusSeconds((long) index * seconds + dice.below(seconds));
    }
}
