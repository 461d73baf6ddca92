package datong.publication;

import datong.ledger.LedgerRow;
import datong.policy.Treatment;
import datong.schema.ItemDefinition;
import datong.schema.PersonalData;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Records of nobody for one release: in the form of the record before them, with numbers, names and times of their own, treated as any other.
 * Their treated cells are the marks by which a leaked file is known; only who holds the key ring can tell them from the rest.
 */
final class Canaries {
    private static final String FAMILIES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨";
    private static final String GIVEN = "安平和明文德国华志强秀英桂兰建军";
    private static final String ID_CHECKS = "10X98765432";
    private static final int SHORTEST_MARK = 8;
    private final UnaryOperator<byte[]> digest;
    private final String release;
    private final List<Long> places = new ArrayList<>();
    private final Set<String> marks = new HashSet<>();
    private int written;

    /** @param records about how many the release will have */
    Canaries(UnaryOperator<byte[]> digest, String release, int count, long records) {
        this.digest = digest;
        this.release = release;
        for (int canary = 0; canary < count; canary++) {
            places.add(Math.floorMod(bits(canary, "place"), Math.max(1, records)) + 1);
        }
    }

    static Canaries none() {
        return new Canaries(bytes -> bytes, "", 0, 0);
    }

    /** How many stand behind the record of that number, from 1. */
    int after(long record) {
        return (int) places.stream().filter(place -> place == record).count();
    }

    /** How many were to stand behind records that never came. */
    int late(long records) {
        return (int) places.stream().filter(place -> place > records).count();
    }

    /** The next one. */
    LedgerRow like(LedgerRow record, List<ItemDefinition> items) {
        Object[] values = new Object[items.size()];
        for (int at = 0; at < values.length; at++) {
            values[at] = record.values()[at] == null ? null : value(items.get(at), record.values()[at], bits(written, items.get(at).name().value()));
        }
        written++;
        return new LedgerRow(record.id(), record.subject(), record.level(), values);
    }

    private static Object value(ItemDefinition item, Object like, long bits) {
        return switch (item.kind()) {
            case ID_NUMBER -> residentId(bits);
            case PHONE -> "154" + digits(bits, 8);
            case NAME -> "" + FAMILIES.charAt(place(bits, 0)) + GIVEN.charAt(place(bits, 4)) + GIVEN.charAt(place(bits, 8));
            case PLATE -> "京A" + digits(bits, 5);
            case REFERENCE -> like instanceof String text ? otherDigits(text, bits) : null;
            case DATE, TIME -> moved(like, bits);
            case PLAIN, CODE, DIVISION, GRID, CREDIT_CODE, AMOUNT, FREE_TEXT, URL -> item.personalData() == PersonalData.NONE ? like : null;
            case ADDRESS, COORDINATE -> null;
        };
    }

    /** Of a division code that is not in use. */
    private static String residentId(long bits) {
        String body = "110199" + LocalDate.of(1940, 1, 1).plusDays(Math.floorMod(bits, 20_000L)).toString().replace("-", "") + digits(bits >>> 20, 3);
        int remainder = 0;
        for (char digit : body.toCharArray()) {
            remainder = (remainder + digit - '0') * 2 % 11;
        }
        return body + ID_CHECKS.charAt(remainder);
    }

    private static int place(long bits, int shift) {
        return (int) (bits >>> shift & 15);
    }

    private static String digits(long bits, int length) {
        return ("%0" + length + "d").formatted(Math.floorMod(bits, (long) Math.pow(10, length)));
    }

    private static String otherDigits(String text, long bits) {
        StringBuilder other = new StringBuilder(text);
        long left = bits;
        for (int at = text.length() - 1, changed = 0; at >= 0 && changed < 6; at--) {
            if (text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                other.setCharAt(at, (char) ('0' + Math.floorMod(left, 10)));
                left /= 10;
                changed++;
            }
        }
        return other.toString();
    }

    private static Object moved(Object like, long bits) {
        return switch (like) {
            case Instant at -> at.minusSeconds(Math.floorMod(bits, 3_000L));
            case LocalDate day -> day.minusDays(Math.floorMod(bits, 300L));
            default -> null;
        };
    }

    /** Takes note of the cells by which this one is known again, and of the row as a whole. */
    void mark(List<ReleasePlan.ReleaseColumn> columns, List<Object> cells) {
        for (int at = 0; at < cells.size(); at++) {
            String cell = Cells.text(cells.get(at));
            if (cell != null && cell.length() >= SHORTEST_MARK && carries(columns.get(at))) {
                marks.add(CanaryRegister.mark(digest, cell));
            }
        }
        marks.add(CanaryRegister.mark(digest, CanaryRegister.row(cells.stream().map(Cells::text).toList())));
    }

    /** Whether the treated value tells one from any other. */
    private static boolean carries(ReleasePlan.ReleaseColumn column) {
        return switch (column.treatment()) {
            case Treatment.Pseudonymise pseudonymise -> true;
            case Treatment.EncryptForRecipient encrypt -> true;
            case Treatment.PreserveFormat preserve -> true;
            case Treatment.Reveal reveal -> switch (column.item().kind()) {
                case ID_NUMBER, PHONE, REFERENCE -> true;
                case PLAIN, CODE, NAME, ADDRESS, PLATE, CREDIT_CODE, DIVISION, GRID, FREE_TEXT, URL, COORDINATE, AMOUNT, DATE, TIME -> false;
            };
            case Treatment.Mask mask -> false;
            case Treatment.Truncate truncate -> false;
            case Treatment.Generalise generalise -> false;
            case Treatment.RedactText redact -> false;
            case Treatment.Drop drop -> false;
        };
    }

    int written() {
        return written;
    }

    Set<String> marks() {
        return Set.copyOf(marks);
    }

    private long bits(int canary, String what) {
        return ByteBuffer.wrap(digest.apply((release + '\0' + canary + '\0' + what).getBytes(StandardCharsets.UTF_8))).getLong() & Long.MAX_VALUE;
    }
}
