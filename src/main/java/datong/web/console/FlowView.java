package datong.web.console;

import datong.schema.Element;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The flow of the district's data, from sources by the ledger to publications, as it stands now. */
public interface FlowView {
    Flow flow();

    Health health();

    /** @param links what went from where to where, in records */
    record Flow(List<Source> sources, List<Count> elements, List<Out> publications, List<Link> links, List<IntakeView.Delivery> running) {
        public long records() {
            return elements.stream().mapToLong(Count::records).sum();
        }
    }

    record Source(String code, String title, RouteState.State state, long records) {}

    record Count(Element element, long records) {}

    record Out(String code, String title, long records) {}

    record Link(String from, String to, long records) {}

    /** @param confirmed when it last said that this is how it stands; @param holds whether its word still counts */
    record PolicyAdmin(String host, String service, Optional<Instant> confirmed, boolean holds) {}

    /**
     * @param policyVersion empty while no policy is in force
     * @param admin the Ranger Admin in charge of the policies, if one is
     * @param problems mistakes in the stewards' files; the last good version of each is in force
     */
    record Health(Optional<String> policyVersion, Optional<PolicyAdmin> admin, List<String> problems, Optional<AuditView.Checkpoint> checkpoint, long quarantined) {
        public boolean good() {
            return policyVersion.isPresent() && admin.filter(one -> !one.holds()).isEmpty() && problems.isEmpty() && checkpoint.isPresent();
        }
    }
}
