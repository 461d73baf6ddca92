package datong.oversight;

import datong.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at every day of the log once it is over, and at today meanwhile; goes on where it ended, whatever came in between. Punishes nobody: a finding waits for an
 * auditor.
 */
public final class UnusualRound implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UnusualRound.class);
    private static final int LONGEST_BACK = 400;
    private static final int LONGEST_NOTE = 500;
    private final Supplier<UnusualRules> rules;
    private final Facts facts;
    private final Findings findings;
    private final Predicate<LocalDate> workingDay;
    private final Predicate<String> personal;
    private final Supplier<String> ids;
    private final Clock clock;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("audit-unusual").daemon().factory());

    /** @param rules as they stand at each look; @param personal whether a text holds personal data */
    public UnusualRound(Supplier<UnusualRules> rules, Facts facts, Findings findings, Predicate<LocalDate> workingDay, Predicate<String> personal, Supplier<String> ids, Clock clock) {
        this.rules = rules;
        this.facts = facts;
        this.findings = findings;
        this.workingDay = workingDay;
        this.personal = personal;
        this.ids = ids;
        this.clock = clock;
    }

    public void start(Duration every) {
        schedule.scheduleWithFixedDelay(this::attempt, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void attempt() {
        try {
            look();
        } catch (RuntimeException | Error later) {
            LOG.warn("The audit log could not be looked at for unusual accesses; it is tried again: {}", later.getMessage());
        }
    }

    public synchronized void look() {
        LocalDate known = LocalDate.ofInstant(facts.catchUp(), Question.DISTRICT);
        Optional<LocalDate> first = findings.judged().map(last -> last.plusDays(1)).or(facts::first);
        if (first.isEmpty()) {
            return;
        }
        UnusualJudge judge = new UnusualJudge(rules.get(), facts, workingDay);
        LocalDate today = LocalDate.ofInstant(clock.instant(), Question.DISTRICT);
        LocalDate from = first.get().isBefore(today.minusDays(LONGEST_BACK)) ? today.minusDays(LONGEST_BACK) : first.get();
        for (LocalDate day = from; !day.isAfter(today); day = day.plusDays(1)) {
            judge(judge, day);
            if (day.isBefore(known) && day.isBefore(today)) {
                findings.judged(day);
                facts.forget(day.minusDays(judge.longest()));
            }
        }
    }

    private void judge(UnusualJudge judge, LocalDate day) {
        for (Unusual finding : judge.judge(day, clock.instant())) {
            if (!findings.known(finding.rule(), finding.about(), day.minusDays(judge.lookBack(finding.rule()) - 1), day)) {
                findings.keep(finding, event("UNUSUAL_FOUND", "hub", "", finding, Map.of("numbers", String.join(" ", finding.numbers()))));
            }
        }
    }

    /** An auditor looked at a finding. @return key of the words that say why not; empty if it is done */
    public Optional<String> review(String id, String auditor, String organisation, String note) {
        if (note.isBlank() || note.length() > LONGEST_NOTE) {
            return Optional.of("NOTE");
        }
        if (personal.test(note)) {
            return Optional.of("NOTE_PERSONAL");
        }
        Optional<Unusual> finding = findings.find(id);
        if (finding.isEmpty()) {
            return Optional.of("GONE");
        }
        Instant now = clock.instant();
        AuditEvent event = event("UNUSUAL_REVIEWED", auditor, organisation, finding.get(), Map.of("note", note));
        return findings.review(id, new Unusual.Review(auditor, now, note), event) ? Optional.empty() : Optional.of("REVIEWED");
    }

    /** What it is about stands in the details: a person is a keyed digest already. */
    private AuditEvent event(String kind, String actor, String organisation, Unusual finding, Map<String, String> more) {
        Map<String, String> details = new TreeMap<>(Map.of("finding", finding.id(), "rule", finding.rule().name(), "about", finding.about(), "day", finding.day().toString()));
        details.putAll(more);
        return new AuditEvent(ids.get(), clock.instant(), kind, actor, organisation, "", "", "", "", "", List.of(), "", 0, 0, "DONE", "unusual", List.of(), "", "", "", details);
    }

    @Override
    public void close() {
        schedule.shutdown();
    }
}
