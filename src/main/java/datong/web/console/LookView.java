package datong.web.console;

import datong.policy.Organisations.KnownOrganisation;
import datong.policy.Vocabulary;
import datong.query.Look;
import datong.query.LookAnswer;
import java.util.List;

/** What somebody else would see, on real records, as far as the viewer may see it too. */
interface LookView {
    Vocabulary vocabulary();

    List<KnownOrganisation> organisations();

    LookAnswer look(Look look);
}
