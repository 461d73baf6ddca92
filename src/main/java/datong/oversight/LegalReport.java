package datong.oversight;

import datong.oversight.Question.Part;
import datong.sharing.Application;
import datong.sharing.Applications;
import datong.sharing.Finding;
import datong.sharing.Move.Field;
import datong.sharing.Move;
import datong.sharing.State;
import datong.sharing.StatutoryClocks;
import datong.sharing.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has to be reported of a quarter or a year: use, sharing, refusals with their reasons, impact assessments, clocks and breaches (Decree 809, Art. 18 to 29; PIPL 55). */
public final class LegalReport {
    private static final Pattern PERIOD = Pattern.compile("(20\\d\\d)(?:-Q([1-4]))?");
    private static final int MOST = 100_000;
    private static final Set<String> ANSWERING = Set.of(StatutoryClocks.CONDITIONAL, StatutoryClocks.UNCONDITIONAL);
    private final Desk desk;
    private final Applications applications;
    private final Supplier<List<Finding>> further;

    /** @param further findings of other clocks of law than those of applications */
    public LegalReport(Desk desk, Applications applications, Supplier<List<Finding>> further) {
        this.desk = desk;
        this.applications = applications;
        this.further = further;
    }

    /** @param name {@code 2026} or {@code 2026-Q4}; @param first, last both included */
    public record Period(String name, LocalDate first, LocalDate last) {
        /** Empty if the name is none. */
        public static Optional<Period> of(String name) {
            Matcher found = PERIOD.matcher(name);
            if (!found.matches()) {
                return Optional.empty();
            }
            LocalDate year = LocalDate.of(Integer.parseInt(found.group(1)), 1, 1);
            if (found.group(2) == null) {
                return Optional.of(new Period(name, year, year.plusYears(1).minusDays(1)));
            }
            LocalDate quarter = year.plusMonths(3L * (Integer.parseInt(found.group(2)) - 1));
            return Optional.of(new Period(name, quarter, quarter.plusMonths(3).minusDays(1)));
        }

        /** The quarter of a day. */
        public static Period quarter(LocalDate day) {
            return of(day.getYear() + "-Q" + (day.getMonthValue() + 2) / 3).orElseThrow();
        }

        boolean holds(Instant at) {
            LocalDate day = LocalDate.ofInstant(at, Question.DISTRICT);
            return !day.isBefore(first) && !day.isAfter(last);
        }
    }

    /** @param key of its title; @param columns keys of theirs; the first is what a row is about, the others are numbers unless they are words */
    public record Table(String key, List<String> columns, List<List<String>> rows) {}

    public List<Table> of(Period period) {
        Question asked = Question.everything().during(period.first(), period.last());
        List<Application> all = applications.newest(Optional.empty(), MOST);
        List<Finding> findings = Stream.concat(applications.findings(Optional.empty(), MOST).stream(), further.get().stream()).filter(finding -> period.holds(finding.foundAt())).toList();
        return List.of(use("use-department", Part.ORGANISATION, "department", asked), use("use-dataset", Part.DATASET, "dataset", asked), refused(asked), sharing(all, period), refusedSharing(all, period),
                assessments(all, period), clocks(findings));
    }

    private Table use(String key, Part by, String column, Question asked) {
        List<List<String>> rows = desk.answer(asked).groups().get(by).stream().filter(group -> !group.name().isEmpty() && group.tally().permitted() + group.tally().denied() > 0)
                .map(group -> List.of(group.name(), text(group.tally().permitted()), text(group.tally().denied()))).toList();
        return new Table(key, List.of(column, "answered", "refused"), rows);
    }

    private Table refused(Question asked) {
        List<List<String>> rows = desk.answer(asked.with(Part.DECISION, "DENIED")).groups().get(Part.RULE).stream().map(group -> List.of(group.name(), text(group.tally().denied()))).toList();
        return new Table("refused", List.of("rule", "refused"), rows);
    }

    /** Of each department that provides. */
    private Table sharing(List<Application> all, Period period) {
        List<List<String>> rows = new ArrayList<>();
        Map<String, List<Application>> providers = all.stream().collect(Collectors.groupingBy(Application::provider, TreeMap::new, Collectors.toList()));
        providers.forEach((provider, own) -> {
            List<Application> answered = own.stream().filter(one -> did(one, Move.SIGN, period)).toList();
            long late = answered.stream().filter(this::late).count();
            List<Long> numbers = List.of(count(own, one -> did(one, Move.SUBMIT, period)), (long) answered.size(), answered.size() - late, late, count(answered, one -> reached(one, State.REFUSED, period)),
                    count(own, one -> did(one, Move.DELIVER, period)), count(own, one -> did(one, Move.SUSPEND, period)), count(own, one -> one.state() == State.IN_USE), count(own, one -> did(one, Move.ACCEPT, period)));
            if (numbers.stream().anyMatch(number -> number > 0)) {
                List<String> row = new ArrayList<>(List.of(provider));
                numbers.forEach(number -> row.add(text(number)));
                rows.add(row);
            }
        });
        return new Table("sharing", List.of("department", "received", "signed", "on-time", "late", "refused", "delivered", "suspended", "in-use", "closed"), rows);
    }

    private boolean late(Application application) {
        return applications.findingsOf(application.id()).stream().anyMatch(finding -> finding.kind() == Finding.Kind.BREACH && ANSWERING.contains(finding.clock()));
    }

    private static long count(List<Application> all, java.util.function.Predicate<Application> which) {
        return all.stream().filter(which).count();
    }

    private static boolean did(Application application, Move move, Period period) {
        return application.steps().stream().anyMatch(step -> step.move() == move && period.holds(step.at()));
    }

    private static boolean reached(Application application, State state, Period period) {
        return application.steps().stream().anyMatch(step -> step.reached() == state && period.holds(step.at()));
    }

    private static Table refusedSharing(List<Application> all, Period period) {
        List<List<String>> rows = all.stream().filter(one -> reached(one, State.REFUSED, period))
                .map(one -> List.of(one.id(), one.provider(), one.terms().demander(), one.terms().dataset(), last(one, Move.PROPOSE_NO).map(step -> step.said().getOrDefault(Field.REASON, "")).orElse(""))).toList();
        return new Table("refused-sharing", List.of("application", "department", "demander", "dataset", "reason"), rows);
    }

    private static Optional<Step> last(Application application, Move move) {
        return application.steps().reversed().stream().filter(step -> step.move() == move).findFirst();
    }

    private static Table assessments(List<Application> all, Period period) {
        List<List<String>> rows = all.stream().filter(one -> did(one, Move.SUBMIT, period) && !one.terms().assessment().isBlank())
                .map(one -> List.of(one.id(), one.terms().demander(), one.terms().dataset(), one.terms().assessment())).toList();
        return new Table("assessments", List.of("application", "demander", "dataset", "assessment"), rows);
    }

    private static Table clocks(List<Finding> findings) {
        Function<Finding, List<String>> key = finding -> List.of(finding.responsible(), finding.clock(), finding.violation());
        Map<List<String>, List<Finding>> grouped = findings.stream().collect(Collectors.groupingBy(key, java.util.LinkedHashMap::new, Collectors.toList()));
        ToLongFunction<List<Finding>> breaches = some -> some.stream().filter(finding -> finding.kind() == Finding.Kind.BREACH).count();
        List<List<String>> rows = grouped.entrySet().stream().map(each -> List.of(each.getKey().get(0), each.getKey().get(1), each.getKey().get(2), text(each.getValue().size() - breaches.applyAsLong(each.getValue())),
                text(breaches.applyAsLong(each.getValue())))).toList();
        return new Table("clocks", List.of("department", "clock", "violation", "warnings", "breaches"), rows);
    }

    private static String text(long number) {
        return String.valueOf(number);
    }
}
