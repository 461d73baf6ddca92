package datong.web.console;

import datong.audit.AuditEvent;
import datong.oversight.Findings;
import datong.oversight.Unusual;
import datong.oversight.Unusual.Rule;
import datong.oversight.UnusualRound;
import datong.oversight.UnusualRules;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One finding that waits for an auditor. */
final class TestFindings implements Findings {
    private final List<Unusual> all = new ArrayList<>(List.of(new Unusual("f-1", Rule.OFF_HOURS, "wang.street", TestViews.STREET_ORG, LocalDate.of(2026, 11, 2),
            List.of("41", "53", "07:00", "20:00", "28", "0", "20"), List.of(17L, 19L, 23L, 31L, 37L, 41L), TestViews.NOON, Optional.empty())));

    /** Never started: it reviews. */
    UnusualRound round(Clock clock) {
        return new UnusualRound(() -> UnusualRules.USUAL, null, this, day -> true, text -> false, () -> "01K8000000000000000000F001", clock);
    }

    @Override
    public Optional<LocalDate> judged() {
        return Optional.empty();
    }

    @Override
    public void judged(LocalDate day) {}

    @Override
    public void keep(Unusual finding, AuditEvent event) {
        all.add(finding);
    }

    @Override
    public boolean known(Rule rule, String about, LocalDate since, LocalDate before) {
        return false;
    }

    @Override
    public synchronized Optional<Unusual> find(String id) {
        return all.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    @Override
    public synchronized List<Unusual> newest(boolean openOnly, int most) {
        return all.stream().filter(one -> !openOnly || one.review().isEmpty()).limit(most).toList();
    }

    @Override
    public synchronized boolean review(String id, Unusual.Review review, AuditEvent event) {
        Optional<Unusual> open = find(id).filter(one -> one.review().isEmpty());
        open.ifPresent(one -> all.set(all.indexOf(one), new Unusual(one.id(), one.rule(), one.about(), one.organisation(), one.day(), one.numbers(), one.events(), one.foundAt(), Optional.of(review))));
        return open.isPresent();
    }
}
