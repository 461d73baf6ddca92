package datong.policy.yaml;

import datong.policy.Decision.Check;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.Level;
import datong.schema.PersonalData;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** One entry of a policy file, read and checked. */
public sealed interface Rule {
    Head head();

    /**
     * @param items empty: every item
     * @param except whom the allowance leaves out though the head meets them
     */
    record Allow(Head head, Set<ItemName> items, List<Except> except) implements Rule {
        public Allow(Head head, Set<ItemName> items) {
            this(head, items, List.of());
        }
    }

    /**
     * @param items empty: every item
     * @param check the check of DOMAIN §2.12 in whose name it refuses
     * @param except whom, and in which circumstances, the refusal does not touch
     */
    record Deny(Head head, Set<ItemName> items, Check check, String reason, List<Except> except) implements Rule {}

    /** @param level applies only to requests that show an item of this level or higher; empty: to all */
    record Filter(Head head, Optional<Level> level, Set<Within> within) implements Rule {}

    /** @param treatment word of {@link datong.policy.TreatmentWords}, or {@link #BY_ITEM} */
    record Mask(Head head, Target target, String treatment) implements Rule {}

    /** Whom an allowance or a refusal is not for; what is not stated does not hold, so the refusal stays. @param purposes and the rest: empty is any */
    record Except(Set<String> groups, Set<String> users, Set<String> purposes, Set<String> scenes, Set<String> cases, boolean caseRequired) {
        public boolean meets(String user, Set<String> memberOf) {
            return users.contains(user) || memberOf.stream().anyMatch(groups::contains);
        }

        public boolean holds(String purpose, Optional<String> scene, Optional<String> caseNumber) {
            return (purposes.isEmpty() || purposes.contains(purpose)) && (scenes.isEmpty() || scene.filter(scenes::contains).isPresent())
                    && (cases.isEmpty() || caseNumber.filter(cases::contains).isPresent()) && (!caseRequired || caseNumber.isPresent());
        }
    }

    /** Exceptions of an allowance or a refusal; a rule of another kind has none. */
    default List<Except> exceptions() {
        return switch (this) {
            case Allow allow -> allow.except();
            case Deny deny -> deny.except();
            case Filter filter -> List.of();
            case Mask mask -> List.of();
            case Limit limit -> List.of();
        };
    }

    /** The same rule wherever it stands and whatever it is called. */
    default Rule anywhere() {
        return switch (this) {
            case Allow allow -> new Allow(head().anywhere(), allow.items(), allow.except());
            case Deny deny -> new Deny(head().anywhere(), deny.items(), deny.check(), "", deny.except());
            case Filter filter -> new Filter(head().anywhere(), filter.level(), filter.within());
            case Mask mask -> new Mask(head().anywhere(), mask.target(), mask.treatment());
            case Limit limit -> new Limit(head().anywhere(), limit.rows(), limit.rowsPerDay(), limit.personsPerDay());
        };
    }

    /** Users that it names anywhere: two users of one group may be answered differently only if they are among them. */
    default Stream<String> namedUsers() {
        return Stream.concat(head().users().stream(), exceptions().stream().flatMap(except -> except.users().stream()));
    }

    /** Cases that it names anywhere. */
    default Stream<String> namedCases() {
        return Stream.concat(head().cases().stream(), exceptions().stream().flatMap(except -> except.cases().stream()));
    }

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
     * @param zone the datasets that a rule without dataset is for
     * @param divisions of an allowance: prefixes of the only rows that it is for; of a refusal: of the rows that it keeps away; empty: all rows
     */
    record Head(String name, String file, int line, Set<Element> elements, Optional<DatasetCode> dataset, Set<String> groups,
            Set<String> users, Set<Access> accesses, Set<String> purposes, Set<String> scenes, Set<String> cases,
            boolean caseRequired, Optional<Instant> from, Optional<Instant> to, Zone zone, Set<String> divisions) {

        public boolean reaches(Element element, DatasetCode asked) {
            return elements.contains(element) && dataset.map(asked::equals).orElseGet(() -> zone.holds(asked));
        }

        public boolean meets(String user, Set<String> memberOf) {
            return users.contains(user) || memberOf.stream().anyMatch(groups::contains);
        }

        /** The same for one of its elements, under a name of its own. */
        public Head only(Element element) {
            return new Head(elements.size() == 1 ? name : name + " " + element.code(), file, line, Set.of(element), dataset, groups, users, accesses, purposes,
                    scenes, cases, caseRequired, from, to, zone, divisions);
        }

        private Head anywhere() {
            return new Head("", "", 0, elements, dataset, groups, users, accesses, purposes, scenes, cases, caseRequired, from, to, zone, divisions);
        }

        public boolean inForce(Instant at) {
            return from.map(start -> !at.isBefore(start)).orElse(true) && to.map(at::isBefore).orElse(true);
        }
    }

    /** The part of the datasets that a rule is for, where it names none. */
    sealed interface Zone {
        boolean holds(DatasetCode dataset);

        /** All datasets but those of zones, where only the zone's own rules allow anything. */
        record Outside(Set<DatasetCode> zoned) implements Zone {
            @Override
            public boolean holds(DatasetCode dataset) {
                return !zoned.contains(dataset);
            }
        }

        record Inside(Set<DatasetCode> datasets) implements Zone {
            @Override
            public boolean holds(DatasetCode dataset) {
                return datasets.contains(dataset);
            }
        }

        Zone EVERYWHERE = new Outside(Set.of());
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
