package datong.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures of decisions and protection, one section each. */
public final class ProtectBench {
    private final Map<String, Section> sections = new LinkedHashMap<>();

    private interface Section {
        void run() throws Exception;
    }

    /** @param rows of the large table that is made anonymous */
    public ProtectBench(PrintWriter out, int rows) {
        sections.put("decisions", () -> new DecisionBench(out).run());
        sections.put("ciphers", () -> new CiphersBench(out).run());
        sections.put("redaction", () -> new RedactionBench(out).run());
        sections.put("anonymity", () -> new AnonymityBench(out).run(rows));
    }

    /** @param wanted names of sections; empty: all */
    public void run(List<String> wanted) throws Exception {
        List<String> unknown = new ArrayList<>(wanted);
        unknown.removeAll(sections.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("there is no section " + unknown.getFirst() + "; expected " + String.join(", ", sections.keySet()));
        }
        for (Map.Entry<String, Section> section : sections.entrySet()) {
            if (wanted.isEmpty() || wanted.contains(section.getKey())) {
                section.getValue().run();
            }
        }
    }
}
