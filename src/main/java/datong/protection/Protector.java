package datong.protection;

import datong.ledger.LedgerRow;
import datong.policy.Treatment;
import datong.schema.ItemDefinition;
import java.util.List;

/** Carries treatments out. The only way from a ledger row to something that may leave. */
public interface Protector {
    /**
     * A plan for rows whose values stand in the order of {@code items}; fails closed: an unknown treatment, a missing key or an
     * item without treatment is {@link ProtectionRefused}, now and not at the first row.
     */
    Plan plan(List<ItemDefinition> items, List<Treatment> treatments, Recipient recipient);

    /** Not to be shared between threads. */
    interface Plan {
        /** Items of the protected rows, in order: those not dropped. */
        List<ItemDefinition> items();

        ProtectedRow protect(LedgerRow row);
    }

    final class ProtectionRefused extends RuntimeException {
        public ProtectionRefused(String message) {
            super(message);
        }
    }
}
