package datong.bench;

import java.io.PrintWriter;
import java.util.List;

/** Measures what departments do before data flow, and how soon it stops. */
public final class ShareBench {
    private static final List<String> SECTIONS = List.of("search", "revocation");
    private static final int SUSPENSIONS = 3;
    private final PrintWriter out;
    private final int items;

    /** @param items of the generated catalogue */
    public ShareBench(PrintWriter out, int items) {
        this.out = out;
        this.items = items;
    }

    public void run(List<String> only) throws Exception {
        only.stream().filter(section -> !SECTIONS.contains(section)).findFirst().ifPresent(unknown -> {
            throw new IllegalArgumentException("there is no section '" + unknown + "'; known: " + String.join(", ", SECTIONS));
        });
        if (only.isEmpty() || only.contains("search")) {
            new SearchBench(out).run(items);
        }
        if (only.isEmpty() || only.contains("revocation")) {
            new RevocationBench(out).run(SUSPENSIONS);
        }
    }
}
