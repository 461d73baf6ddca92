package datong.sharing;

import datong.audit.AuditEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Applications for tests, in memory. */
public final class ApplicationsInMemory implements Applications {
    public final Map<String, Application> all = new HashMap<>();
    final List<AuditEvent> events = new ArrayList<>();
    public final Map<String, Finding> findings = new LinkedHashMap<>();

    @Override
    public void begin(Application application, AuditEvent event) {
        all.put(application.id(), application);
        events.add(event);
    }

    @Override
    public boolean step(Application after, AuditEvent event) {
        events.add(event);
        return all.put(after.id(), after).steps().size() == after.steps().size() - 1;
    }

    @Override
    public boolean inUse(String id) {
        return find(id).filter(application -> application.state() == State.IN_USE).isPresent();
    }

    @Override
    public Optional<Application> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public List<Application> newest(Optional<String> organisation, int most) {
        return all.values().stream().filter(one -> organisation.isEmpty() || one.terms().demander().equals(organisation.get()) || one.provider().equals(organisation.get())).toList();
    }

    @Override
    public List<Application> open() {
        return all.values().stream().filter(one -> !one.state().last()).toList();
    }

    @Override
    public boolean record(Finding finding, AuditEvent event) {
        return findings.putIfAbsent(finding.application() + finding.clock() + finding.step() + finding.kind() + finding.due(), finding) == null && events.add(event);
    }

    @Override
    public List<Finding> findings(Optional<String> organisation, int most) {
        return findings.values().stream().filter(one -> organisation.isEmpty() || one.responsible().equals(organisation.get())).toList();
    }

    @Override
    public List<Finding> findingsOf(String application) {
        return findings.values().stream().filter(one -> one.application().equals(application)).toList();
    }
}
