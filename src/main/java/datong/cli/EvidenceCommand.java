package datong.cli;

import datong.audit.AuditEvent;
import datong.audit.Completeness;
import datong.audit.CompletenessDesk;
import datong.audit.CompletenessJson;
import datong.audit.Evidence;
import datong.audit.EvidenceDesk;
import datong.audit.EvidenceJson;
import datong.audit.LogKey;
import datong.audit.LogKeys;
import datong.audit.TimeStamps;
import datong.audit.WitnessKey;
import datong.audit.bouncycastle.CertifiedTimeStamps;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Evidence of single accesses, for people who have nothing of the hub. */
@Command(name = "evidence", header = "Make and check evidence of accesses, for outsiders", synopsisSubcommandLabel = "COMMAND")
final class EvidenceCommand {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    @Spec
    private CommandSpec spec;

    @Command(name = "make", header = "Put one event, its proof, checkpoint, cosignatures and time stamp into one file",
            description = "Who, when, why, how it was decided and by which rule and policy is always open; the elements of the event's lists are only where --open says so.")
    int make(@Parameters(paramLabel = "INDEX") long index, @Option(names = "--log", paramLabel = "DIR", description = AuditCommand.LOG) Optional<Path> log,
            @Option(names = "--open", split = ",", paramLabel = "LIST", description = "items, obligations_applied, person_keys, details, or none; default: items,obligations_applied") List<String> open,
            @Option(names = "--to", paramLabel = "FILE", description = "Default: evidence-INDEX.json") Optional<Path> target) throws IOException {
        List<String> lists = open == null ? EvidenceDesk.USUAL : open.equals(List.of("none")) ? List.of() : open;
        Evidence evidence = new EvidenceDesk(AuditCommand.folder(log)).make(index, lists);
        Path file = target.orElse(Path.of(evidence.fileName()));
        Files.writeString(file, EvidenceJson.write(evidence));
        out().println(file + " proves event " + index + " under the checkpoint over " + evidence.checkpoint().size() + " events"
                + (evidence.timeStamp().isPresent() ? ", time-stamped" : "; no time stamp covers it yet"));
        return 0;
    }

    @Command(name = "completeness", header = "Prove all accesses to one person, or by one organisation, in a time, with nothing left out",
            description = "Days are those of China. Needs the log's folder alone; 'evidence verify' checks the file.")
    int completeness(@ArgGroup(exclusive = true, multiplicity = "1") Whose whose,
            @Option(names = "--from", required = true, paramLabel = "DAY", description = "First day, e.g. 2026-11-01") LocalDate from,
            @Option(names = "--to", required = true, paramLabel = "DAY", description = "Last day, included") LocalDate to,
            @Option(names = "--log", paramLabel = "DIR", description = AuditCommand.LOG) Optional<Path> log,
            @Option(names = "--file", paramLabel = "FILE", defaultValue = "completeness.json", description = "Default: ${DEFAULT-VALUE}") Path file) throws IOException {
        CompletenessDesk desk = new CompletenessDesk(AuditCommand.folder(log));
        Instant begin = from.atStartOfDay(CHINA).toInstant();
        Instant end = to.plusDays(1).atStartOfDay(CHINA).toInstant().minusNanos(1);
        Completeness proof = whose.person == null ? desk.organisation(whose.organisation, begin, end) : desk.person(whose.person, begin, end);
        Files.writeString(file, CompletenessJson.write(proof));
        out().println(file + " proves that there are " + proof.within().size() + " accesses and no other among the log's events before " + proof.end());
        return 0;
    }

    static final class Whose {
        @Option(names = "--person", paramLabel = "KEY", description = "A person's key, as it stands in an event's person_keys")
        private String person;

        @Option(names = "--organisation", paramLabel = "USCC", description = "The organisation that asked")
        private String organisation;
    }

    @Command(name = "verify", header = "Check evidence offline", description = "Exit code 0: it holds; 1: it does not, and why.")
    int verify(@Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--key", paramLabel = "FILE", required = true, description = "The log's public key, got from elsewhere than the evidence") Path key,
            @Option(names = "--keys", paramLabel = "FILE", description = "The log's log.keys, which leads from a key that was renewed to the next and back") Optional<Path> handOvers,
            @Option(names = "--witness", paramLabel = "KEY", description = "A witness's key, or a file that holds it: its cosignature is demanded") List<String> witnesses,
            @Option(names = "--tsa", paramLabel = "FILE", description = "Certificates (PEM) of time-stamp authorities: a time stamp is demanded") Optional<Path> authorities,
            @Option(names = "--log", paramLabel = "DIR", description = "The log's folder, to see what became of the event: still there, disposed of, or missing") Optional<Path> log) throws IOException {
        List<WitnessKey> demanded = AuditCommand.witnessKeys(witnesses);
        String text = Files.readString(AuditCommand.present(file));
        LogKey trusted = LogKey.parse(Files.readString(AuditCommand.present(key)));
        LogKeys keys = handOvers.isPresent() ? LogKeys.following(trusted, AuditCommand.present(handOvers.get())) : LogKeys.alone(trusted);
        if (CompletenessJson.isOne(text)) {
            return verify(CompletenessJson.read(text), keys, demanded);
        }
        Evidence evidence = EvidenceJson.read(text);
        Optional<TimeStamps> stamps = authorities.isPresent() ? Optional.of(CertifiedTimeStamps.trusting(Files.readString(AuditCommand.present(authorities.get())))) : Optional.empty();
        List<String> notes = new ArrayList<>();
        List<String> wrong = EvidenceDesk.check(evidence, keys, demanded, stamps, notes);
        if (log.isPresent()) {
            standing(evidence, log.get(), wrong);
        }
        if (wrong.isEmpty()) {
            show(evidence);
        }
        notes.forEach(note -> out().println("note: the checkpoint " + note));
        wrong.forEach(sentence -> out().println("WRONG: " + sentence));
        out().println(wrong.isEmpty() ? "HOLDS: the log of " + evidence.checkpoint().origin() + " holds this event at index " + evidence.index() + "." : "DOES NOT HOLD.");
        return wrong.isEmpty() ? 0 : 1;
    }

    private void standing(Evidence evidence, Path log, List<String> wrong) {
        try {
            out().println("note: the event " + new EvidenceDesk(log).standing(evidence));
        } catch (IllegalStateException lost) {
            wrong.add(lost.getMessage());
        }
    }

    private int verify(Completeness proof, LogKeys keys, List<WitnessKey> witnesses) {
        List<String> wrong = proof.check(keys, witnesses);
        wrong.forEach(sentence -> out().println("WRONG: " + sentence));
        if (!wrong.isEmpty()) {
            out().println("DOES NOT HOLD.");
            return 1;
        }
        proof.within().forEach(event -> out().println(event.index() + "  " + event.event().time() + "  " + event.event().kind() + "  " + event.event().actor() + "  " + event.event().purpose() + "  "
                + event.event().dataset() + "  " + event.event().decision()));
        out().println("HOLDS: from " + proof.from() + " to " + proof.to() + " these " + proof.within().size() + " events concern the " + proof.whose()
                + ", and no other among the log's events before " + proof.end() + ", as far as the log's clock never went back ('audit verify' notes where it did).");
        return 0;
    }

    private void show(Evidence evidence) {
        AuditEvent event = evidence.event();
        out().println("event      " + evidence.index() + " of " + evidence.checkpoint().origin() + ", " + event.kind() + " at " + event.time());
        out().println("by         " + event.actor() + " of " + event.organisation() + (event.caseNumber().isEmpty() ? "" : ", case " + event.caseNumber()));
        out().println("for        " + event.purpose() + " " + event.scene() + ", dataset " + event.dataset());
        out().println("decided    " + event.decision() + " by " + event.rule() + ", policy " + event.policyVersion());
        out().println("shown      " + event.records() + " records, " + event.persons() + " persons, highest level " + (event.levelMax().isEmpty() ? "none" : event.levelMax()));
        opened("items", event.items());
        opened("treatments", event.obligations());
        opened("person keys", event.personKeys());
        event.details().forEach((name, value) -> out().println("detail     " + name + "=" + value));
    }

    private void opened(String name, List<String> values) {
        if (!values.isEmpty()) {
            out().printf("%-10s %s%n", name, String.join(", ", values));
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
