package datong.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** CPU seconds used so far by this process and by a PostgreSQL server and its children (Linux; elsewhere the server counts 0). */
final class CpuClock {
    private static final double TICKS = 100;
    private final long postmaster;

    CpuClock(Path postgresFolder) throws IOException {
        postmaster = Long.parseLong(Files.readAllLines(postgresFolder.resolve("postmaster.pid")).getFirst().strip());
    }

    record Used(double hub, double database) {
        Used minus(Used before) {
            return new Used(hub - before.hub, database - before.database);
        }

        double both() {
            return hub + database;
        }
    }

    Used used() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Used(system.getProcessCpuTime() / 1e9, database());
    }

    private double database() {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes.map(Path::getFileName).map(Path::toString).filter(name -> name.chars().allMatch(Character::isDigit))
                    .mapToDouble(this::ticks).sum() / TICKS;
        } catch (IOException elsewhere) {
            return 0;
        }
    }

    /** Fields of /proc/pid/stat behind the name: 2 parent, 12 and 13 own time, 14 and 15 that of children that have ended. */
    private double ticks(String process) {
        try {
            String stat = Files.readString(Path.of("/proc", process, "stat"));
            List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            boolean server = Long.parseLong(process) == postmaster;
            if (!server && Long.parseLong(fields.get(1)) != postmaster) {
                return 0;
            }
            double own = Double.parseDouble(fields.get(11)) + Double.parseDouble(fields.get(12));
            return server ? own + Double.parseDouble(fields.get(13)) + Double.parseDouble(fields.get(14)) : own;
        } catch (IOException | RuntimeException gone) {
            return 0;
        }
    }
}
