package datong.oversight;

import datong.audit.Completeness;
import datong.audit.CompletenessDesk;
import datong.audit.CompletenessJson;
import datong.audit.EvidenceDesk;
import datong.audit.EvidenceJson;
import datong.audit.LogReader;
import datong.oversight.Question.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Proofs out of the log's folder. */
public final class LogProofs implements Exports.Proofs {
    private final Path folder;
    private final LogReader log;
    private final EvidenceDesk evidence;

    public LogProofs(Path folder, LogReader log) {
        this.folder = folder;
        this.log = log;
        this.evidence = new EvidenceDesk(folder);
    }

    @Override
    public Optional<String> evidence(long index) {
        try {
            return Optional.of(EvidenceJson.write(evidence.make(index, EvidenceDesk.USUAL)));
        } catch (IllegalArgumentException cannot) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> completeness(Question question) {
        if (question.start().isEmpty() || question.end().isEmpty()) {
            return Optional.empty();
        }
        Instant from = question.start().get();
        Instant to = question.end().get().minusNanos(1);
        try {
            CompletenessDesk desk = new CompletenessDesk(folder);
            Completeness proof = question.parts().containsKey(Part.PERSON) ? desk.person(question.part(Part.PERSON), from, to) : desk.organisation(question.part(Part.ORGANISATION), from, to);
            return Optional.of(CompletenessJson.write(proof));
        } catch (IllegalArgumentException notCovered) {
            return Optional.empty();
        }
    }

    @Override
    public String checkpoint() {
        return log.checkpoint().note();
    }

    @Override
    public String key() {
        try {
            return Files.readString(folder.resolve("log.key"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
