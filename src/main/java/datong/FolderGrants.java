package datong;

import datong.policy.PolicyProblem;
import datong.policy.Subject;
import datong.policy.ranger.PolicyFolder;
import datong.policy.yaml.Grant;
import datong.review.PolicyFiles;
import datong.schema.Dataset;
import datong.schema.Datasets;
import datong.sharing.Application;
import datong.sharing.Grants;
import datong.sharing.yaml.GrantText;
import java.util.Locale;
import java.util.Optional;

/**
 * Grants of the sharing loop as files of {@code policies/grants}, so that they are compared, versioned and audited as every other change of policies.
 *
 * <p>Promise: what returns {@link Result.Done} is in force; a grant that the policies do not take leaves no file behind.
 */
final class FolderGrants implements Grants {
    private final PolicyFiles files;
    private final PolicyFolder policies;
    private final Datasets datasets;

    FolderGrants(PolicyFiles files, PolicyFolder policies, Datasets datasets) {
        this.files = files;
        this.policies = policies;
        this.datasets = datasets;
    }

    @Override
    public Result grant(Application application, Subject by) {
        Optional<String> before = files.text(GrantText.file(application));
        Result result = put(application, Optional.of(text(application, false)), false);
        if (result instanceof Result.Refused && policies.problems().stream().anyMatch(problem -> problem.toString().contains(GrantText.file(application)))) {
            files.write(GrantText.file(application), before);
            policies.refresh();
        }
        return result;
    }

    @Override
    public Result suspend(Application application, Subject by) {
        return put(application, Optional.of(text(application, true)), true);
    }

    @Override
    public Result end(Application application, Subject by) {
        return put(application, Optional.empty(), true);
    }

    private String text(Application application, boolean suspended) {
        String element = datasets.all().stream().filter(dataset -> dataset.code().value().equals(application.terms().dataset())).findFirst()
                .map(Dataset::element).map(found -> found.name().toLowerCase(Locale.ROOT)).orElse("all");
        return GrantText.of(application, element, suspended);
    }

    private synchronized Result put(Application application, Optional<String> text, boolean closed) {
        files.write(GrantText.file(application), text);
        policies.refresh();
        boolean open = policies.grants().stream().filter(grant -> grant.file().endsWith(GrantText.file(application))).anyMatch(grant -> !grant.suspended());
        boolean taken = closed || policies.problems().isEmpty() && !policies.waits();
        return open != closed && taken ? new Result.Done() : new Result.Refused(policies.problems().stream().findFirst().map(PolicyProblem::toString)
                .orElse("the change waits for approval on the page Policies; do this again once it is in force"));
    }
}
