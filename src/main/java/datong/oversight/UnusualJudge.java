package datong.oversight;

import datong.oversight.Facts.Worked;
import datong.oversight.Unusual.Rule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Judges one day by the rules; the same facts give the same findings, under the same ids. */
public final class UnusualJudge {
    private final UnusualRules rules;
    private final Facts facts;
    private final Predicate<LocalDate> workingDay;

    public UnusualJudge(UnusualRules rules, Facts facts, Predicate<LocalDate> workingDay) {
        this.rules = rules;
        this.facts = facts;
        this.workingDay = workingDay;
    }

    /** What one actor did on one day. */
    private record Load(String organisation, long accesses, long persons, long offHours) {
        Load plus(Load other) {
            return new Load(organisation, accesses + other.accesses, persons + other.persons, offHours + other.offHours);
        }

        long volume() {
            return Math.max(accesses, persons);
        }
    }

    public List<Unusual> judge(LocalDate day, Instant now) {
        Map<String, TreeMap<LocalDate, Load>> loads = loads(day);
        List<Unusual> found = new ArrayList<>();
        loads.forEach((actor, days) -> Optional.ofNullable(days.get(day)).filter(load -> !rules.exempt().contains(actor)).ifPresent(load -> {
            offHours(actor, day, load, days, now).ifPresent(found::add);
            history(actor, day, load, days, now).or(() -> peers(actor, day, load, days, loads, now)).ifPresent(found::add);
        }));
        persons(day, now, found);
        cases(day, now, found);
        facts.shown(day, rules.canaries().persons()).forEach(shown -> found.add(unusual(Rule.CANARY, shown.actor() + " " + shown.person(), shown.actor(), shown.organisation(), day, shown.events(), now,
                shown.person())));
        facts.tried(day).forEach(tried -> found.add(unusual(Rule.CANARY_LOOKUP, tried.actor() + " " + tried.release(), tried.actor(), tried.organisation(), day, tried.events(), now, tried.release())));
        return found;
    }

    private Map<String, TreeMap<LocalDate, Load>> loads(LocalDate day) {
        Map<String, TreeMap<LocalDate, Load>> loads = new TreeMap<>();
        for (Worked worked : facts.worked(day.minusDays(rules.history().days()), day)) {
            Load load = new Load(worked.organisation(), worked.accesses(), worked.persons(), off(worked) ? worked.accesses() : 0);
            loads.computeIfAbsent(worked.actor(), none -> new TreeMap<>()).merge(worked.day(), load, Load::plus);
        }
        return loads;
    }

    private boolean off(Worked worked) {
        UnusualRules.OffHours hours = rules.offHours();
        return !workingDay.test(worked.day()) || worked.hour() < hours.begin().getHour() || worked.hour() >= hours.end().getHour();
    }

    private Optional<Unusual> offHours(String actor, LocalDate day, Load load, TreeMap<LocalDate, Load> days, Instant now) {
        long before = days.headMap(day).values().stream().filter(each -> each.offHours() > 0).count();
        if (load.offHours() < rules.offHours().atLeast() || before > rules.offHours().daysBefore()) {
            return Optional.empty();
        }
        return Optional.of(unusual(Rule.OFF_HOURS, actor, actor, load.organisation(), day, facts.some(actor, day), now, load.offHours(), load.accesses(), rules.offHours().begin(), rules.offHours().end(),
                rules.history().days(), before, rules.offHours().atLeast()));
    }

    private Optional<Unusual> history(String actor, LocalDate day, Load load, TreeMap<LocalDate, Load> days, Instant now) {
        long known = days.headMap(day).size();
        long busiest = busiest(days, day);
        if (known < rules.history().known() || load.volume() < rules.history().atLeast() || load.volume() < busiest * rules.history().times()) {
            return Optional.empty();
        }
        return Optional.of(unusual(Rule.HISTORY, actor, actor, load.organisation(), day, facts.some(actor, day), now, load.accesses(), load.persons(), rules.history().days(), known, busiest,
                rules.history().times(), rules.history().atLeast()));
    }

    private static long busiest(TreeMap<LocalDate, Load> days, LocalDate day) {
        return days.headMap(day).values().stream().mapToLong(Load::volume).max().orElse(0);
    }

    private Optional<Unusual> peers(String actor, LocalDate day, Load load, TreeMap<LocalDate, Load> days, Map<String, TreeMap<LocalDate, Load>> all, Instant now) {
        long[] others = all.entrySet().stream().filter(each -> !each.getKey().equals(actor)).flatMap(each -> Optional.ofNullable(each.getValue().get(day)).stream())
                .filter(each -> each.organisation().equals(load.organisation())).mapToLong(Load::volume).sorted().toArray();
        if (days.headMap(day).size() >= rules.history().known() || others.length < rules.peers().others() || load.volume() < rules.peers().atLeast()) {
            return Optional.empty();
        }
        long median = others[others.length / 2];
        return load.volume() < median * rules.peers().times() ? Optional.empty() : Optional.of(unusual(Rule.PEERS, actor, actor, load.organisation(), day, facts.some(actor, day), now, load.accesses(),
                load.persons(), others.length, median, rules.peers().times(), rules.peers().atLeast()));
    }

    private void persons(LocalDate day, Instant now, List<Unusual> found) {
        UnusualRules.OnePerson rule = rules.onePerson();
        facts.seen(day.minusDays(rule.days() - 1), day, rule.actors()).forEach(seen -> found.add(unusual(Rule.ONE_PERSON, seen.person(), seen.person(), "", day, seen.events(), now, rule.days(),
                seen.actors(), seen.organisations(), rule.actors())));
    }

    private void cases(LocalDate day, Instant now, List<Unusual> found) {
        Map<String, List<Facts.Named>> strange = facts.named(day).stream().filter(named -> !rules.cases().fits(named.caseNumber())).collect(Collectors.groupingBy(Facts.Named::actor, TreeMap::new, Collectors.toList()));
        strange.forEach((actor, named) -> found.add(unusual(Rule.CASE_FORM, actor, actor, named.getFirst().organisation(), day, named.stream().flatMap(each -> each.events().stream()).toList(), now,
                named.size(), named.getFirst().caseNumber())));
        UnusualRules.Cases rule = rules.cases();
        facts.used(day.minusDays(rule.days() - 1), day).stream().filter(used -> used.accesses() >= rule.accesses() || used.persons() >= rule.persons())
                .forEach(used -> found.add(unusual(Rule.CASE_USE, used.caseNumber(), used.caseNumber(), "", day, used.events(), now, rule.days(), used.accesses(), used.persons(), used.actors(),
                        rule.accesses(), rule.persons())));
    }

    private static Unusual unusual(Rule rule, String key, String about, String organisation, LocalDate day, List<Long> events, Instant now, Object... numbers) {
        String id = UUID.nameUUIDFromBytes((rule + "\0" + key + "\0" + day).getBytes(StandardCharsets.UTF_8)).toString();
        return new Unusual(id, rule, about, organisation, day, Arrays.stream(numbers).map(String::valueOf).toList(), events, now, Optional.empty());
    }

    /** Findings of persons and cases look back: what was found within the time is not found again each day. */
    int lookBack(Rule rule) {
        return switch (rule) {
            case ONE_PERSON -> rules.onePerson().days();
            case CASE_USE -> rules.cases().days();
            case OFF_HOURS, HISTORY, PEERS, CASE_FORM, CANARY, CANARY_LOOKUP -> 1;
        };
    }

    /** Days that any rule looks back. */
    int longest() {
        return Math.max(rules.onePerson().days(), Math.max(rules.cases().days(), rules.history().days()));
    }
}
