package datong.policy;

import java.util.List;
import java.util.Optional;

/** The organisations that {@code policies/organisations.yaml} knows. */
public interface Organisations {
    Optional<KnownOrganisation> find(String creditCode);

    List<KnownOrganisation> all();

    /**
     * @param creditCode unified social credit code
     * @param aliases further names by which sources call it
     */
    record KnownOrganisation(String creditCode, String chinese, String english, String division, List<String> aliases) {}
}
