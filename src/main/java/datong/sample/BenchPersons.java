package datong.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Records of persons for measurements, with the truth in their keys: {@code P<person>/<which of their records>}. Of the persons 30 %
 * stand in two or three records. A further record has the number (60 %), or no number but name and mobile (25 %), or name, birth date and
 * address (10 %), or a masked number and a name (5 %), which no rule may link. In every two-hundredth record without a number somebody
 * else has by now the mobile and bears the name.
 */
public final class BenchPersons {
    private static final List<String> HEADER = List.of("键", "姓名", "身份证号", "出生日期", "手机号", "现住址", "性别");
    private final long seed;

    public BenchPersons(long seed) {
        this.seed = seed;
    }

    /** Writes persons from {@code first} on until there are so many records; returns the next person. */
    public int write(Path file, int first, int records) throws IOException {
        Dice dice = new Dice(seed, "persons-" + first);
        int person = first;
        try (CsvFile csv = new CsvFile(file, StandardCharsets.UTF_8, false, HEADER)) {
            for (int written = 0; written < records; person++) {
                int copies = dice.below(100) < 30 ? dice.once(3) ? 3 : 2 : 1;
                for (int copy = 0; copy < copies && written < records; copy++, written++) {
                    csv.write(row(person, copy, dice));
                }
            }
        }
        return person;
    }

    private static Object[] row(int person, int copy, Dice dice) {
        Citizen citizen = Citizen.of(person);
        String mobile = mobile(person);
        int kind = copy == 0 ? 0 : dice.below(100);
        String key = "P" + person + "/" + copy;
        String address = dice.once(2) ? citizen.address() : citizen.shortAddress();
        if (kind < 60) {
            return cells(key, citizen, citizen.id(), dice.once(3) ? mobile(person + 40_000_000) : mobile, address);
        }
        if (kind < 85) {
            boolean stranger = dice.once(200);
            return cells(stranger ? "P" + (person + 50_000_000) + "/0" : key, citizen, "", mobile, stranger ? "" : address);
        }
        return kind < 95 ? cells(key, citizen, "", "", address)
                : new Object[] {key, citizen.name(), citizen.id().substring(0, 6) + "********" + citizen.id().substring(14), "", "", "", citizen.sex()};
    }

    private static Object[] cells(String key, Citizen citizen, String id, String mobile, String address) {
        return new Object[] {key, citizen.name(), id, citizen.born().toString(), mobile, address, citizen.sex()};
    }

    /** In the block 154, each person's own. */
    private static String mobile(int person) {
        return "154" + String.format("%08d", Math.floorMod(person * 48_271L, 100_000_000L));
    }
}
