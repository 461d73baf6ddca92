package datong.sample;

import java.util.List;

/** A community of the sample district with its estate; both streets are invented. */
record Community(String code, String name, String street, String estate, double longitude, double latitude) {
    static final List<Community> ALL = List.of(
            new Community("110199001001", "晨光社区", "示范街道", "晨光里", 116.4012, 39.8301),
            new Community("110199001002", "向阳社区", "示范街道", "向阳家园", 116.4061, 39.8332),
            new Community("110199001003", "明灯社区", "示范街道", "明灯小区", 116.4103, 39.8287),
            new Community("110199001004", "和畅社区", "示范街道", "和畅园", 116.3977, 39.8354),
            new Community("110199001005", "青禾社区", "示范街道", "青禾里", 116.3941, 39.8275),
            new Community("110199002001", "清源社区", "样板街道", "清源里", 116.4188, 39.8412),
            new Community("110199002002", "柳荫社区", "样板街道", "柳荫苑", 116.4235, 39.8379),
            new Community("110199002003", "石桥社区", "样板街道", "石桥家园", 116.4271, 39.8441));

    static Community pick(Dice dice) {
        return ALL.get(dice.below(ALL.size()));
    }

    String grid(Dice dice) {
        return code + String.format("%03d", dice.between(1, 12));
    }

    String longitude(Dice dice) {
        return String.format("%.7f", longitude + dice.below(40_000) / 1e7);
    }

    String latitude(Dice dice) {
        return String.format("%.7f", latitude + dice.below(30_000) / 1e7);
    }
}
