package datong.policy;

import datong.schema.ItemName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the policies say to one request. */
public sealed interface Decision {
    /** Hash and version of the policies that decided. */
    String policyVersion();

    /** Name of the rule that decided. */
    String rule();

    /**
     * @param check which of the seven checks refused
     * @param reason one sentence for the caller, without any value of the data
     */
    record Denied(Check check, String rule, String reason, String policyVersion) implements Decision {}

    /**
     * @param treatments one for every item asked for, none missing
     * @param lookups items that are not seen in clear but may be matched by equality through their blind index
     * @param obligations applied and logged, e.g. {@code MAX_ROWS:1000}
     * @param daily limits a day; who shows rows reserves them with the {@link UsageCounter} first, or shows none
     */
    record Permitted(RowScope scope, Map<ItemName, Treatment> treatments, Set<ItemName> lookups, List<String> obligations,
            List<DayLimit> daily, String rule, String policyVersion) implements Decision {

        /** Without a limit a day. */
        public Permitted(RowScope scope, Map<ItemName, Treatment> treatments, Set<ItemName> lookups, List<String> obligations, String rule,
                String policyVersion) {
            this(scope, treatments, lookups, obligations, List.of(), rule, policyVersion);
        }
    }

    /** @param rule that sets the limit */
    record DayLimit(String rule, UsageCounter.Limits limits) {}

    /** The seven checks of DOMAIN §2.12, in the order in which they override. */
    enum Check { SECRECY, CONFLICT, GRANT, PURPOSE, REGION, ITEM_LEVEL, VOLUME }
}
