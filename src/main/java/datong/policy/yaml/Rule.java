package datong.policy.yaml;

import datong.policy.Decision.Check;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.Level;
import datong.schema.PersonalData;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One entry of a policy file, read and checked. */
public sealed interface Rule {
    Head head();

    /** @param items empty: every item */
    record Allow(Head head, Set<ItemName> items) implements Rule {}

    /**
     * @param items empty: every item
     * @param check the check of DOMAIN §2.12 in whose name it refuses
     * @param exceptGroups groups that the refusal does not touch
     */
    record Deny(Head head, Set<ItemName> items, Check check, String reason, Set<String> exceptGroups) implements Rule {}

    /** @param level applies only to requests that show an item of this level or higher; empty: to all */
    record Filter(Head head, Optional<Level> level, Set<Within> within) implements Rule {}

    /** @param treatment word of {@link datong.policy.TreatmentWords}, or {@link #BY_ITEM} */
    record Mask(Head head, Target target, String treatment) implements Rule {}

    /** The narrowest of those that apply counts. */
    record Limit(Head head, OptionalLong rows, OptionalLong rowsPerDay, OptionalLong personsPerDay) implements Rule {}

    /** The default treatment that the schema gives the item for publication. */
    String BY_ITEM = "by-item";

    /**
     * @param name file and entry, as it appears in answers and in the audit log
     * @param groups of which the subject must have one; with {@code users} empty and this empty: nobody
     * @param purposes all codes meant, children of the tree included; empty: any
     * @param cases empty: any
     * @param to exclusive
     */
    record Head(String name, String file, int line, Set<Element> elements, Optional<DatasetCode> dataset, Set<String> groups,
            Set<String> users, Set<Access> accesses, Set<String> purposes, Set<String> scenes, Set<String> cases,
            boolean caseRequired, Optional<Instant> from, Optional<Instant> to) {

        public boolean reaches(Element element, DatasetCode asked) {
            return elements.contains(element) && (dataset.isEmpty() || dataset.get().equals(asked));
        }

        public boolean meets(String user, Set<String> memberOf) {
            return users.contains(user) || memberOf.stream().anyMatch(groups::contains);
        }

        public boolean inForce(Instant at) {
            return from.map(start -> !at.isBefore(start)).orElse(true) && to.map(at::isBefore).orElse(true);
        }
    }

    /** What a mask is for; the more precise wins. */
    sealed interface Target {
        record OfLevel(Set<Level> levels) implements Target {}

        record OfClass(Set<PersonalData> classes) implements Target {}

        record OfItems(Set<ItemName> items) implements Target {}

        /** Items that a grant gives in clear: above every other mask. */
        record Granted(Set<ItemName> items) implements Target {}
    }
}
