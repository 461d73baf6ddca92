package datong.audit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Notices events that are dated well before one that stands before them. */
final class ClockWatch {
    private static final byte[] TIME = "\",\"time\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int SECONDS = "2026-11-03T04:05:06".length();
    private static final Duration TOLERANCE = Duration.ofMinutes(1);
    private static final int MOST = 20;
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
    private final List<String> notes = new ArrayList<>();
    private final byte[] latest = new byte[SECONDS];
    private long latestIndex;
    private boolean back;

    /** One note for each time that the clock went back, up to twenty. */
    List<String> notes() {
        return notes;
    }

    void see(long index, byte[] line, int from, int length) {
        int time = time(line, from, from + length);
        if (time < 0) {
            return;
        }
        int compared = Arrays.compare(line, time, time + SECONDS, latest, 0, SECONDS);
        if (compared >= 0) {
            System.arraycopy(line, time, latest, 0, SECONDS);
            latestIndex = index;
            back = false;
        } else if (!back) {
            noteIfFarBack(index, new String(line, time, SECONDS, StandardCharsets.US_ASCII));
        }
    }

    private void noteIfFarBack(long index, String time) {
        Duration behind = Duration.between(Instant.parse(time + "Z"), Instant.parse(new String(latest, StandardCharsets.US_ASCII) + "Z"));
        back = behind.compareTo(TOLERANCE) > 0;
        if (back && notes.size() < MOST) {
            notes.add("event " + index + " is dated " + behind + " before event " + latestIndex
                    + ": the clock was set back, or the event waited in the outbox while the log was away; time stamps and cosignatures tell which");
        }
    }

    /** The year of the district that a line is dated in; empty if it is not dated. */
    static Optional<Integer> year(byte[] line, int from, int length) {
        int time = time(line, from, from + length);
        return time < 0 ? Optional.empty() : Optional.of(Instant.parse(new String(line, time, SECONDS, StandardCharsets.US_ASCII) + "Z").atZone(DISTRICT).getYear());
    }

    private static int time(byte[] line, int from, int end) {
        for (int at = from; at + TIME.length + SECONDS <= end; at++) {
            if (line[at] == '"' && line[at + 1] == ',' && Arrays.equals(line, at, at + TIME.length, TIME, 0, TIME.length)) {
                return at + TIME.length;
            }
        }
        return -1;
    }
}
