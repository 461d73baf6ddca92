package datong.web.console;

import datong.intake.camel.nifi.KeptFlowFiles;
import datong.policy.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The district's Apache NiFi as the hub sees it, and what came from there. */
public interface NifiView {
    /** Every NiFi of the settings, asked now; empty if none is set. */
    List<Server> servers();

    /** The hub's own routes to and from NiFi. */
    List<Route> routes();

    /** What was handed over last, the newest first. @param text part of a uuid or name, empty: all */
    List<Arrived> arrived(String text, int most);

    /** Asked now; empty if the NiFi does not answer or has no such group. */
    Optional<ProcessGroup> group(String server, String id);

    /** Starts or stops every component of a group, audited first. Gives what NiFi said, empty if it did so. */
    Optional<String> run(Subject actor, String server, String id, boolean start);

    /** The kept content of a FlowFile that was set aside once more through its route, audited first. */
    KeptFlowFiles.Answer takeAgain(Subject actor, Arrived arrived);

    /** One that was handed over. */
    Optional<Arrived> arrived(String route, String uuid);

    /** @param trouble why nothing is known of it, and what to do; empty if it answered */
    record Server(String name, String url, String version, String trouble, List<ProcessGroup> groups, List<Queue> queues, List<Bulletin> bulletins) {
        public boolean answers() {
            return trouble.isEmpty();
        }
    }

    /** @param path names from the outside in */
    record ProcessGroup(String server, String id, String path, int running, int stopped, int invalid, long queued) {
        public boolean anythingRuns() {
            return running > 0;
        }

        public boolean anythingStands() {
            return stopped > 0;
        }
    }

    /** @param percent of its back-pressure, by number or by bytes, whichever is nearer */
    record Queue(String from, String to, long flowFiles, long bytes, int percent) {
        public boolean full() {
            return percent >= 100;
        }
    }

    record Bulletin(String at, String level, String source, String message) {}

    record Route(String id, String server, String port, boolean pull, String state, String message, Instant since, long flowFiles, long again, long setAside) {}

    /** @param batches into which its records went */
    record Arrived(String uuid, String name, String route, String source, String delivery, String state, String rule, long rows, int seen, boolean kept, Instant lastSeen,
            List<String> batches) {
        public boolean canBeTakenAgain() {
            return kept && !state.equals("DONE") && !state.equals("RUNNING");
        }
    }
}
