package datong.audit;

import datong.audit.AuditReport.Finding;
import datong.audit.AuditReport.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the published checkpoint of a log bears the cosignatures of the witnesses that a verifier trusts. */
public final class CosignatureCheck {
    private CosignatureCheck() {}

    /** @param witnesses each is demanded; @param notes says when each cosigned how many events */
    public static List<Finding> of(Path folder, List<WitnessKey> witnesses, List<String> notes) {
        Optional<Checkpoint> published = Witnessing.published(folder);
        List<Finding> findings = new ArrayList<>();
        for (WitnessKey witness : witnesses) {
            published.flatMap(witness::cosigned).ifPresentOrElse(
                    at -> notes.add(witness.name() + " cosigned the log's first " + published.orElseThrow().size() + " events at " + at),
                    () -> findings.add(new Finding(Kind.NOT_COSIGNED, -1, published.isEmpty() ? "no checkpoint of this log was cosigned by enough witnesses"
                            : "the published checkpoint over " + published.get().size() + " events bears no good cosignature of " + witness.name())));
        }
        return findings;
    }
}
