package datong.disposal;

import datong.audit.AuditEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Certificates in a map, and the events that were written with their end. */
public final class CertificatesInMemory implements Certificates {
    public final Map<String, Certificate> all = new LinkedHashMap<>();
    final List<AuditEvent> events = new ArrayList<>();

    @Override
    public void begin(Certificate certificate) {
        all.put(certificate.id(), certificate);
    }

    @Override
    public void add(String id, List<String> pieces) {
        Certificate one = all.get(id);
        all.put(id, new Certificate(id, one.what(), one.scope(), one.rule(), one.cutoff(), one.started(), one.finished(), one.pieces() + pieces.size(),
                Certificates.digest(one.digest(), pieces)));
    }

    @Override
    public void finish(String id, Instant at, AuditEvent event) {
        Certificate one = all.get(id);
        events.add(event);
        all.put(id, new Certificate(id, one.what(), one.scope(), one.rule(), one.cutoff(), one.started(), Optional.of(at), one.pieces(), one.digest()));
    }

    @Override
    public Certificate find(String id) {
        return all.get(id);
    }

    @Override
    public List<Certificate> unfinished() {
        return all.values().stream().filter(one -> one.finished().isEmpty()).toList();
    }

    @Override
    public List<Certificate> newest(int most) {
        return List.copyOf(all.values()).reversed();
    }
}
