package datong.web.console;

import datong.policy.Organisations.KnownOrganisation;
import datong.policy.Vocabulary;
import datong.policy.ranger.PolicyFolder;
import datong.query.Look;
import datong.query.LookAnswer;
import datong.query.Looks;
import java.util.List;

/** The words of the policies in force, and the query room. */
record HubLookView(PolicyFolder policies, Looks looks) implements LookView {
    @Override
    public Vocabulary vocabulary() {
        return policies.vocabulary();
    }

    @Override
    public List<KnownOrganisation> organisations() {
        return policies.organisations().all();
    }

    @Override
    public LookAnswer look(Look look) {
        return looks.look(look);
    }
}
