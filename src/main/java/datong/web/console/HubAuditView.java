package datong.web.console;

import datong.audit.AuditReport;
import datong.audit.AuditVerifier;
import datong.audit.EvidenceDesk;
import datong.audit.EvidenceJson;
import datong.audit.LogIndex;
import datong.audit.LogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Events, proofs and verdicts, all from the log itself. */
final class HubAuditView implements AuditView {
    private final LogReader log;
    private final AuditVerifier verifier;
    private final EvidenceDesk desk;
    private final Supplier<List<Outsider>> outsiders;
    private final Clock clock;

    HubAuditView(LogReader log, AuditVerifier verifier, EvidenceDesk desk, Supplier<List<Outsider>> outsiders, Clock clock) {
        this.log = log;
        this.verifier = verifier;
        this.desk = desk;
        this.outsiders = outsiders;
        this.clock = clock;
    }

    @Override
    public Optional<Entry> find(long index) {
        return log.find(new LogIndex(index)).map(entry -> new Entry(entry.index(), entry.event()));
    }

    @Override
    public Optional<Proof> proof(long index) {
        if (index >= log.checkpoint().size()) {
            return Optional.empty();
        }
        LogReader.InclusionProof proof = log.prove(new LogIndex(index));
        return Optional.of(new Proof(hex(proof.leafHash()), index, proof.checkpoint().size(), proof.path().stream().map(HubAuditView::hex).toList(),
                hex(proof.checkpoint().root())));
    }

    @Override
    public Optional<String> evidence(long index) {
        try {
            return Optional.of(EvidenceJson.write(desk.make(index, EvidenceDesk.USUAL)));
        } catch (IllegalArgumentException cannot) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Checkpoint> checkpoint() {
        return Optional.of(shown(log.checkpoint()));
    }

    private Checkpoint shown(datong.audit.Checkpoint checkpoint) {
        Optional<Instant> at = checkpoint.size() == 0 ? Optional.empty() : log.find(new LogIndex(checkpoint.size() - 1)).map(entry -> entry.event().time());
        return new Checkpoint(checkpoint.size(), hex(checkpoint.root()), at, checkpoint.note());
    }

    @Override
    public List<Outsider> outsiders() {
        return outsiders.get();
    }

    @Override
    public Verdict verify() {
        try {
            AuditReport report = verifier.verify(List.of());
            List<String> findings = report.findings().stream()
                    .map(finding -> finding.kind() + (finding.index() < 0 ? "" : " " + finding.index()) + ": " + finding.message()).toList();
            return new Verdict(report.sound(), report.events(), clock.instant(), findings, report.newest().map(this::shown));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the audit log cannot be read", unreadable);
        }
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
