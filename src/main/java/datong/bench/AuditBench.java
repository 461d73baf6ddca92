package datong.bench;

import com.sun.management.OperatingSystemMXBean;
import datong.audit.AuditEvent;
import datong.audit.AuditReport;
import datong.audit.Completeness;
import datong.audit.CompletenessDesk;
import datong.audit.Ed25519Signer;
import datong.audit.Indexing;
import datong.audit.LogKey;
import datong.audit.LogKeys;
import datong.audit.MerkleLog;
import datong.audit.OwnEvents;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** The audit log by itself: look-ups of as many persons as events, appended, verified, indexed and proven complete; beside it a bare file and SHA-256. */
public final class AuditBench {
    private static final int PORTION = 100;
    private static final Ed25519Signer SIGNER = Ed25519Signer.generate("datong/bench");
    private final PrintWriter out;

    public AuditBench(PrintWriter out) {
        this.out = out;
    }

    /** @param callers that wait for their event at the same time */
    public void run(long events, int callers) throws IOException, InterruptedException, NoSuchAlgorithmException {
        Path folder = Files.createTempDirectory("datong-bench");
        try {
            double sha = sha256();
            try (MerkleLog log = MerkleLog.open(MerkleLog.Settings.of(folder, "datong/bench"), List.of(SIGNER), Clock.systemUTC())) {
                append(log, events / 10, callers, 1, "warm-up");
                append(log, Math.min(events / 4, 1_000_000), callers, 1, "one event a call, " + callers + " callers");
                double together = append(log, events - log.size(), 8, PORTION, PORTION + " events a call, 8 callers");
                double perEvent = (double) bytes(folder) / log.size();
                double bare = bare(folder.resolve("bare"), perEvent);
                out.printf("ratio to the bare file: %.2f%n", together / bare);
            }
            verify(folder, sha);
            completeness(folder);
        } finally {
            IntakeBench.delete(folder);
        }
    }

    private double sha256() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] block = new byte[1 << 20];
        IntStream.range(0, 300).forEach(each -> digest.update(block));
        long started = System.nanoTime();
        IntStream.range(0, 1000).forEach(each -> digest.update(block));
        double perSecond = 1000 / seconds(started);
        out.printf("SHA-256, one thread: %,.0f MB/s%n", perSecond * 1.048576);
        return perSecond * (1 << 20);
    }

    private double append(MerkleLog log, long events, int callers, int portion, String what) throws InterruptedException {
        AtomicLong next = new AtomicLong(log.size());
        long end = log.size() + events;
        CountDownLatch done = new CountDownLatch(callers);
        long started = System.nanoTime();
        double cpu = cpu();
        for (int each = 0; each < callers; each++) {
            Thread.ofVirtual().start(() -> {
                for (long from = next.getAndAdd(portion); from < end; from = next.getAndAdd(portion)) {
                    append(log, from, (int) Math.min(portion, end - from));
                }
                done.countDown();
            });
        }
        done.await();
        double perSecond = events / seconds(started);
        out.printf("appends, %s: %,.0f/s, %.2f µs of CPU each%n", what, perSecond, (cpu() - cpu) * 1e6 / events);
        return perSecond;
    }

    private static void append(MerkleLog log, long from, int portion) {
        if (portion == 1) {
            log.append(event(from));
            return;
        }
        List<AuditEvent> events = new ArrayList<>(portion);
        for (long each = from; each < from + portion; each++) {
            events.add(event(each));
        }
        log.appendAll(events);
    }

    private static AuditEvent event(long number) {
        String person = person(number);
        return new AuditEvent("01K9AAAAAAAAAAAAAAAA" + (100_000_000 + number), Instant.EPOCH.plusMillis(1_793_000_000_000L + number), "LOOKUP", "street-system", "11110199MB00DEM264", "", "SC01",
                "SERVICE.REQUEST", "", "hotline-12345", List.of("title", "reporter_phone", "status"), "L3", 1, 1, "PERMITTED", "policies/access/matter.policy.yaml#2",
                List.of("reporter_phone=mask", "MAX_ROWS:1000"), "12@5f3ac0e1b29d4471", "192.0.2.7", person + person, List.of(person), Map.of("lookup.reporter_phone", person));
    }

    private static String person(long number) {
        return HexFormat.of().toHexDigits(number) + HexFormat.of().toHexDigits(number * 0x9E3779B97F4A7C15L);
    }

    /** As many bytes an event, written a megabyte at a time, each on the disk before the next. */
    private double bare(Path file, double perEvent) throws IOException {
        int writes = 300;
        ByteBuffer megabyte = ByteBuffer.allocateDirect(1 << 20);
        long started = System.nanoTime();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int each = 0; each < writes; each++) {
                channel.write(megabyte.rewind());
                channel.force(false);
            }
        }
        double perSecond = writes * (double) (1 << 20) / perEvent / seconds(started);
        Files.delete(file);
        out.printf("bare file, fsync every MiB: %,.0f events/s of %.0f bytes%n", perSecond, perEvent);
        return perSecond;
    }

    private void verify(Path folder, double sha) throws IOException {
        long started = System.nanoTime();
        double cpu = cpu();
        try (MerkleLog log = MerkleLog.open(MerkleLog.Settings.of(folder, "datong/bench"), List.of(SIGNER), Clock.systemUTC())) {
            AuditReport report = log.verifier().verify(List.of());
            double seconds = seconds(started);
            double hashed = bytes(folder) / sha;
            out.printf("verified %,d events (%s) in %.1f s and %.1f s of CPU, %,.0f/s: 10,000,000 in %.0f s; SHA-256 of the lines alone %.1f s, ratio %.2f%n", report.events(), report.sound() ? "sound" : "ALTERED",
                    seconds, cpu() - cpu, report.events() / seconds, 1e7 * seconds / report.events(), hashed, hashed / seconds);
        }
    }

    private void completeness(Path folder) throws IOException {
        try (MerkleLog log = MerkleLog.open(MerkleLog.Settings.of(folder, "datong/bench"), List.of(SIGNER), Clock.systemUTC());
                Indexing indexing = new Indexing(folder, log.reader(), Duration.ofHours(1), new OwnEvents(log, () -> "index", Clock.systemUTC()))) {
            long started = System.nanoTime();
            double cpu = cpu();
            long events = log.size();
            indexing.indexAll();
            log.checkpoint();
            out.printf("indexed %,d events of as many persons in %.1f s and %.1f s of CPU%n", events, seconds(started), cpu() - cpu);
        }
        CompletenessDesk desk = new CompletenessDesk(folder);
        for (int turn = 1; turn <= 3; turn++) {
            long started = System.nanoTime();
            Completeness proof = desk.person(person(turn * 4711L), Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
            double proven = seconds(started);
            boolean holds = proof.check(LogKeys.alone(new LogKey("datong/bench", SIGNER.publicKey())), List.of()).isEmpty();
            out.printf("completeness of one person: %d event, proven in %.0f ms, checked (%s) in %.0f ms%n", proof.within().size(), proven * 1000, holds ? "holds" : "DOES NOT HOLD",
                    (seconds(started) - proven) * 1000);
        }
    }

    private static long bytes(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("events-")).mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static double cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }
}
