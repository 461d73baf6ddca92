package datong.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Calls at a steady rate from several clients; each latency counts from when the call was due, so that a stall is not hidden. */
final class Load {
    private final int clients;

    Load(int clients) {
        this.clients = clients;
    }

    /** One call of one client. */
    @FunctionalInterface
    interface Call {
        void make(int client, int number) throws Exception;
    }

    /** @param latencies microseconds, sorted; @param failed calls that threw; @param clientCpu seconds that the clients' threads used */
    record Result(long[] latencies, int failed, double seconds, double clientCpu) {
        long percentile(double share) {
            return latencies.length == 0 ? 0 : latencies[(int) Math.min(latencies.length - 1, Math.floor(share * latencies.length))];
        }

        double rate() {
            return latencies.length / seconds;
        }
    }

    Result run(int perSecond, int calls, Call call) throws InterruptedException {
        long[][] latencies = new long[clients][calls / clients];
        AtomicInteger failed = new AtomicInteger();
        AtomicLong cpu = new AtomicLong();
        CountDownLatch done = new CountDownLatch(clients);
        long start = System.nanoTime() + 10_000_000;
        for (int client = 0; client < clients; client++) {
            int number = client;
            Thread.ofPlatform().name("client-" + number).start(() -> {
                client(number, perSecond, start, latencies[number], failed, call);
                cpu.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
                done.countDown();
            });
        }
        done.await();
        double seconds = (System.nanoTime() - start) / 1e9;
        long[] all = IntStream.range(0, clients).mapToObj(client -> latencies[client]).flatMapToLong(Arrays::stream).sorted().toArray();
        return new Result(all, failed.get(), seconds, cpu.get() / 1e9);
    }

    private void client(int client, int perSecond, long start, long[] latencies, AtomicInteger failed, Call call) {
        long every = 1_000_000_000L * clients / perSecond;
        for (int number = 0; number < latencies.length; number++) {
            long due = start + every * number + every * client / clients;
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            try {
                call.make(client, number);
            } catch (Exception broken) {
                failed.incrementAndGet();
            }
            latencies[number] = (System.nanoTime() - due) / 1_000;
        }
    }
}
