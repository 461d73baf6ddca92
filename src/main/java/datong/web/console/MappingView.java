package datong.web.console;

import datong.policy.Subject;
import datong.schema.Level;
import datong.schema.PersonalData;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The mappings in force, what is wrong with others, and how one would read a file. */
public interface MappingView {
    List<Line> mappings();

    Optional<Line> mapping(String source);

    /** Mistakes in mapping files, with file and line. */
    List<String> problems();

    /** The first records of a file as the mapping would read them, values masked by level. Nothing is stored. */
    Preview preview(Subject actor, String source, Path file, String name, int most);

    record Line(String source, String version, String fingerprint, List<String> outputs, String purpose, String provider, List<String> problems) {}

    /** @param stopped why no record could be read (unreadable, drifted header), empty if records follow */
    record Preview(Optional<String> stopped, List<String> advice, List<Row> rows) {
        public long rejected() {
            return rows.stream().filter(row -> !row.problems().isEmpty()).count();
        }

        public long flagged() {
            return rows.stream().filter(row -> !row.flags().isEmpty()).count();
        }
    }

    /** @param kept how the ledger would keep the records made of the row; empty if it would go to quarantine */
    record Row(long number, List<Raw> raw, List<Kept> kept, List<Value> values, List<Problem> problems, List<String> flags) {}

    record Kept(String output, Level level, boolean personal) {}

    record Raw(String column, String masked, Optional<Level> level, List<String> problems) {}

    record Value(String output, String item, String chinese, String english, Level level, PersonalData personal, String masked, List<String> problems, List<String> flags) {}

    record Problem(String rule, String item, String column, String message) {}
}
