package datong.catalogue;

import datong.audit.AuditEvent;
import datong.sharing.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Submissions without a database. */
public final class SubmissionsInMemory implements Submissions {
    public final Map<String, Submission> all = new LinkedHashMap<>();
    final List<AuditEvent> events = new ArrayList<>();
    final Map<String, Finding> findings = new LinkedHashMap<>();

    @Override
    public void begin(Submission submission, AuditEvent event) {
        all.put(submission.id(), submission);
        events.add(event);
    }

    @Override
    public boolean step(Submission after, AuditEvent event) {
        events.add(event);
        return all.put(after.id(), after).steps().size() == after.steps().size() - 1;
    }

    @Override
    public Optional<Submission> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public List<Submission> newest(Optional<String> provider, int most) {
        return all.values().stream().filter(one -> provider.isEmpty() || provider.get().equals(one.provider())).toList();
    }

    @Override
    public List<Submission> open() {
        return all.values().stream().filter(one -> !one.state().last()).toList();
    }

    @Override
    public boolean record(Finding finding, AuditEvent event) {
        boolean first = findings.putIfAbsent(finding.application() + finding.clock() + finding.step() + finding.kind() + finding.due(), finding) == null;
        if (first) {
            events.add(event);
        }
        return first;
    }

    @Override
    public List<Finding> findings(Optional<String> responsible, int most) {
        return findings.values().stream().filter(one -> responsible.isEmpty() || responsible.get().equals(one.responsible())).toList();
    }
}
