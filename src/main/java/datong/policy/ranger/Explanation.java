package datong.policy.ranger;

import datong.policy.AccessRequest;
import datong.policy.Decision.Check;
import datong.policy.Decision.Denied;
import datong.policy.yaml.Access;
import datong.policy.yaml.Grant;
import datong.policy.yaml.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says which check stood in the way when the engine found no rule that allows. It decides nothing. */
final class Explanation {
    private final Snapshot snapshot;

    Explanation(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    Denied ofNothingAllowed(AccessRequest request) {
        Set<String> groups = snapshot.groups(request.subject());
        List<Rule.Head> meant = snapshot.set().rules(Rule.Allow.class).stream()
                .filter(allow -> allow.except().stream().noneMatch(except -> except.meets(request.subject().id(), groups)))
                .map(Rule.Allow::head)
                .filter(head -> head.reaches(request.element(), request.dataset()))
                .filter(head -> head.accesses().contains(Access.of(request.action())))
                .filter(head -> head.meets(request.subject().id(), groups))
                .toList();
        if (meant.isEmpty()) {
            return suspended(request).orElseGet(() -> denied(Check.GRANT, "no grant", "no policy and no grant allows the subject to "
                    + Access.of(request.action()).word() + " '" + request.dataset() + "'"));
        }
        List<Rule.Head> inForce = meant.stream().filter(head -> head.inForce(request.at())).toList();
        if (inForce.isEmpty()) {
            Rule.Head last = meant.getLast();
            return denied(Check.GRANT, last.name(), "it is not valid now" + last.from().map(from -> ", from " + from).orElse("")
                    + last.to().map(to -> ", until " + to).orElse(""));
        }
        List<Rule.Head> purposed = inForce.stream().filter(head -> head.purposes().isEmpty() || head.purposes().contains(request.purpose())).toList();
        if (purposed.isEmpty()) {
            return denied(Check.PURPOSE, inForce.getFirst().name(), "it is not given for the purpose stated");
        }
        List<Rule.Head> staged = purposed.stream()
                .filter(head -> head.scenes().isEmpty() || request.scene().filter(head.scenes()::contains).isPresent()).toList();
        if (staged.isEmpty()) {
            return denied(Check.PURPOSE, purposed.getFirst().name(), "it is given for scenes of which none was stated");
        }
        return denied(Check.PURPOSE, staged.getFirst().name(), "it asks for a case number that was not stated or is not meant");
    }

    Denied ofItemsNotAllowed(AccessRequest request) {
        return denied(Check.ITEM_LEVEL, "no item allowed", request.items().isEmpty()
                ? "no item was asked for"
                : "no policy and no grant allows the subject any of the items asked for");
    }

    private Optional<Denied> suspended(AccessRequest request) {
        return snapshot.set().grants().stream()
                .filter(Grant::suspended)
                .filter(grant -> grant.organisation().equals(request.subject().organisation()) && grant.dataset().equals(request.dataset()))
                .findFirst()
                .map(grant -> denied(Check.GRANT, "grant " + grant.name(), "it is suspended"));
    }

    private Denied denied(Check check, String rule, String reason) {
        return new Denied(check, rule, reason, snapshot.set().version());
    }
}
