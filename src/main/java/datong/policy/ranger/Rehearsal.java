package datong.policy.ranger;

import datong.policy.AccessRequest;
import datong.policy.Admission;
import datong.policy.Decision;
import datong.policy.Organisations.KnownOrganisation;
import datong.policy.Subject;
import datong.policy.UsageInMemory;
import datong.policy.Withdrawals;
import datong.policy.Vocabulary;
import datong.policy.yaml.Access;
import datong.policy.yaml.PolicySet;
import datong.policy.yaml.Rule;
import datong.schema.DatasetCode;
import datong.schema.Element;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a snapshot would decide, as if nothing had been used today. */
record Rehearsal(Snapshot snapshot) implements Admission.Candidate {
    private static final Set<Access> ASKED = Set.of(Access.QUERY, Access.LOOKUP, Access.PUBLISH, Access.PREVIEW, Access.STATISTICS);

    /** @param withoutData whether a group of the subject sees nothing, whatever a rule says */
    private record Ground(Optional<Subject> subject, Optional<KnownOrganisation> organisation, boolean withoutData, List<Rule> rules) {}

    private record GroundOfPurpose(Ground ground, boolean purposeKnown, boolean sceneKnown) {}

    @Override
    public Decision decide(AccessRequest request) {
        if (!snapshot.enter()) {
            throw new IllegalStateException("these policies are no longer in force; ask again");
        }
        try {
            return snapshot.decide(request, new UsageInMemory(), Withdrawals.NONE);
        } finally {
            snapshot.leave();
        }
    }

    @Override
    public String policyVersion() {
        return snapshot.set().version();
    }

    @Override
    public Optional<Subject> find(String id) {
        return snapshot.subjects().find(id);
    }

    @Override
    public List<Subject> all() {
        return snapshot.subjects().all();
    }

    @Override
    public List<String> purposes() {
        return snapshot.set().vocabulary().purposes().stream().map(Vocabulary.Term::code).toList();
    }

    @Override
    public List<String> scenes() {
        return snapshot.set().vocabulary().scenes().stream().map(Vocabulary.Term::code).toList();
    }

    /** Rules stand in it with their lines: one that only moved counts as another. */
    @Override
    public Object ground(String subject, Element element, DatasetCode dataset) {
        return ruled(subject, element, dataset);
    }

    private Ground ruled(String id, Element element, DatasetCode dataset) {
        Optional<Subject> found = find(id);
        if (found.isEmpty()) {
            return new Ground(found, Optional.empty(), true, List.of());
        }
        Subject subject = found.get();
        PolicySet set = snapshot.set();
        Set<String> groups = snapshot.groups(subject);
        return new Ground(found, Optional.ofNullable(set.organisations().get(subject.organisation())), !Collections.disjoint(subject.groups(), set.withoutData()),
                set.rules().stream().filter(rule -> rule.head().reaches(element, dataset) && rule.head().meets(id, groups)).toList());
    }

    @Override
    public Object ground(String subject, Element element, DatasetCode dataset, String purpose, Optional<String> scene) {
        Ground all = ruled(subject, element, dataset);
        List<Rule> meant = all.rules().stream().filter(rule -> rule.head().purposes().isEmpty() || rule.head().purposes().contains(purpose))
                .filter(rule -> rule.head().scenes().isEmpty() || scene.filter(rule.head().scenes()::contains).isPresent()).toList();
        return new GroundOfPurpose(new Ground(all.subject(), all.organisation(), all.withoutData(), meant), snapshot.knowsPurpose(purpose), scene.map(snapshot::knowsScene).orElse(true));
    }

    @Override
    public boolean mayHideMore(Admission.Candidate before, String subject, Element element, DatasetCode dataset, Instant now) {
        Ground is = ruled(subject, element, dataset);
        if (is.rules().stream().noneMatch(rule -> rule instanceof Rule.Allow && !Collections.disjoint(rule.head().accesses(), ASKED))) {
            return false;
        }
        Ground was = before instanceof Rehearsal other ? other.ruled(subject, element, dataset) : new Ground(Optional.empty(), Optional.empty(), true, List.of());
        if (!was.subject().equals(is.subject()) || !was.organisation().equals(is.organisation()) || was.withoutData() && !is.withoutData()) {
            return true;
        }
        List<Rule> rulesBefore = was.rules().stream().map(Rule::anywhere).toList();
        List<Rule> rulesNow = is.rules().stream().map(Rule::anywhere).toList();
        Stream<Rule> added = rulesNow.stream().filter(rule -> !(rule instanceof Rule.Deny)).filter(rule -> !rulesBefore.contains(rule));
        Stream<Rule> gone = rulesBefore.stream().filter(rule -> !(rule instanceof Rule.Allow)).filter(rule -> !rulesNow.contains(rule));
        Stream<Rule> moved = rulesBefore.equals(rulesNow) ? Stream.empty() : rulesNow.stream().filter(Rule.Mask.class::isInstance);
        return Stream.of(added, gone, moved).flatMap(rules -> rules).anyMatch(rule -> !shows(rule, now));
    }

    /** Whether questions of now, for every purpose and in every scene, show all that the rule does. */
    private static boolean shows(Rule rule, Instant now) {
        Rule.Head head = rule.head();
        boolean ofRows = rule instanceof Rule.Filter || rule instanceof Rule.Limit || !head.divisions().isEmpty();
        boolean onlyInACase = !head.cases().isEmpty() || head.caseRequired() && !head.accesses().equals(Set.of(Access.LOOKUP)) || !rule.exceptions().isEmpty();
        return !ofRows && !onlyInACase && head.from().filter(now::isBefore).isEmpty() && ASKED.containsAll(head.accesses());
    }
}
