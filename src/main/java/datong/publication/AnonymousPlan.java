package datong.publication;

import datong.anonymity.Criterion;
import datong.anonymity.QuasiIdentifier;
import datong.policy.Treatment;
import datong.publication.ReleasePlan.ReleaseColumn;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ItemType;
import datong.schema.PersonalData;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a publication may be called anonymous at all, before a record is read (DOMAIN §2.8). */
final class AnonymousPlan {
    /** Least that counts as anonymous here. */
    private static final int LEAST_K = 5;
    private final ReleasePlan plan;
    private final Anonymous wanted;
    private final Set<String> quasi;
    private final Set<String> sensitive;

    private AnonymousPlan(ReleasePlan plan, Anonymous wanted) {
        this.plan = plan;
        this.wanted = wanted;
        this.quasi = wanted.model().quasiIdentifiers().stream().map(QuasiIdentifier::name).collect(Collectors.toSet());
        this.sensitive = wanted.model().criteria().stream().map(Criterion::attribute).collect(Collectors.toSet());
    }

    /** @throws RefusedRelease with the first reason why not */
    static void demand(ReleasePlan plan, Anonymous wanted) {
        AnonymousPlan check = new AnonymousPlan(plan, wanted);
        check.demandModel();
        check.demandColumns();
        plan.columns().forEach(check::demand);
    }

    /** Personal data is open to everybody only if it was made anonymous. */
    static void demandForOpenData(ReleasePlan plan) {
        boolean personal = plan.columns().stream().anyMatch(column -> column.item().personalData().personal());
        if (plan.open() && personal && plan.publication().anonymous().isEmpty()) {
            throw new RefusedRelease("OPEN_NOT_ANONYMOUS", plan.publication().file() + ": open data holds personal items only after the test of 'anonymous:'; add it, or drop "
                    + plan.columns().stream().map(ReleaseColumn::item).filter(item -> item.personalData().personal()).map(item -> item.name().value()).collect(Collectors.joining(", ")));
        }
    }

    private void demandModel() {
        if (wanted.model().k() < LEAST_K) {
            throw refused("k is " + wanted.model().k() + "; fewer than " + LEAST_K + " is not called anonymous");
        }
        for (Criterion criterion : wanted.model().criteria()) {
            boolean weak = criterion instanceof Criterion.Distinct(String attribute, int l) && l < 2;
            if (weak) {
                throw refused(criterion.attribute() + " needs at least two different values in each class");
            }
        }
        if (wanted.presence().isPresent() && plan.selection().conditions().isEmpty()) {
            throw refused("'presence' weighs the release against the records of the dataset that its filter leaves out; add a 'filter', or leave 'presence' out");
        }
        if (plan.open() && wanted.review().isEmpty()) {
            throw refused("open data of grade 3 needs a review; add reviewed: { by: …, day: … }");
        }
    }

    private void demandColumns() {
        Set<String> columns = plan.columns().stream().map(column -> column.item().name().value()).collect(Collectors.toSet());
        for (List<String> named : List.of(List.copyOf(quasi), List.copyOf(sensitive), wanted.others().stream().map(ItemName::value).toList())) {
            named.stream().filter(name -> !columns.contains(name)).findFirst().ifPresent(name -> {
                throw refused("'" + name + "' is no item of this publication, or is dropped");
            });
        }
    }

    private void demand(ReleaseColumn column) {
        ItemDefinition item = column.item();
        String name = item.name().value();
        boolean other = wanted.others().contains(item.name());
        if ((quasi.contains(name) ? 1 : 0) + (sensitive.contains(name) ? 1 : 0) + (other ? 1 : 0) != 1) {
            throw refused(name + " must stand in exactly one of quasi_identifiers, sensitive and others, or be dropped");
        }
        if (item.personalData() == PersonalData.DIRECT || item.personalData() == PersonalData.PSEUDONYM || linkable(column.treatment()) || identifying(item)) {
            throw refused(name + " leads to a person by itself; write " + name + ": drop");
        }
        if (other && (item.personalData().personal() || placeOrTime(item))) {
            throw refused(name + " says something of a person, a place or a time; name it a quasi-identifier or sensitive");
        }
        if (!sensitive.contains(name) && (item.type() == ItemType.STRINGS || item.type() == ItemType.JSON)) {
            throw refused(name + " holds lists or documents, which have no coarser form; drop it or name it sensitive");
        }
    }

    /** Stays the same in every release for this recipient, so releases could be joined by it. */
    private static boolean linkable(Treatment treatment) {
        return treatment instanceof Treatment.Pseudonymise || treatment instanceof Treatment.EncryptForRecipient || treatment instanceof Treatment.PreserveFormat;
    }

    private static boolean identifying(ItemDefinition item) {
        return switch (item.kind()) {
            case NAME, PHONE, ID_NUMBER, PLATE, FREE_TEXT, URL, REFERENCE -> true;
            case PLAIN, CODE, ADDRESS, CREDIT_CODE, DIVISION, GRID, COORDINATE, AMOUNT, DATE, TIME -> false;
        };
    }

    private static boolean placeOrTime(ItemDefinition item) {
        return switch (item.kind()) {
            case ADDRESS, DIVISION, GRID, COORDINATE, DATE, TIME -> true;
            case PLAIN, CODE, AMOUNT, CREDIT_CODE, NAME, PHONE, ID_NUMBER, PLATE, FREE_TEXT, URL, REFERENCE -> false;
        };
    }

    private RefusedRelease refused(String reason) {
        return new RefusedRelease("NOT_ANONYMOUS", plan.publication().file() + ":" + wanted.line() + ": " + reason);
    }
}
