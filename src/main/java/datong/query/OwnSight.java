package datong.query;

import datong.ledger.Selection;
import datong.policy.Decision;
import datong.policy.RowScope;
import datong.policy.Treatment;
import datong.schema.Dataset;
import datong.schema.ElementSchema;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How much of another's answer the viewer may see: what their own right shows them at least as openly.
 *
 * @param permitted the viewer's own, for the items of the answer and those that draw the other's reach
 * @param sameRecipient whether values under a recipient's key are the viewer's own as well
 */
record OwnSight(Decision.Permitted permitted, boolean sameRecipient) {
    private static final ItemName ACCUSED = new ItemName("accused_org_ids");
    private static final ItemName SOURCE = new ItemName("source_system_code");

    /** Items by which it is drawn who reaches a record. */
    static Set<ItemName> drawing(RowScope scope, Dataset dataset, LedgerSchema schema) {
        ElementSchema element = schema.element(dataset.element());
        Set<ItemName> items = new HashSet<>();
        if (!scope.everywhere() || !scope.notDivisions().isEmpty()) {
            items.add(first(element, "division_code", "residence_division_code"));
        }
        if (!scope.grids().isEmpty()) {
            items.add(new ItemName("grid_code"));
        }
        if (!scope.sources().isEmpty()) {
            items.add(SOURCE);
        }
        if (!scope.leadOrganisations().isEmpty()) {
            Stream.of("lead_org_id", "lead_org_name").map(ItemName::new).filter(dataset.items()::contains).forEach(items::add);
        }
        return items;
    }

    private static ItemName first(ElementSchema element, String one, String other) {
        return element.item(new ItemName(one)).map(ItemDefinition::name).orElse(new ItemName(other));
    }

    /** Of records that accuse somebody it stays hidden whom the firewall keeps them from: they are left out, where there can be any. */
    static List<Selection.Condition> accusingNobody(RowScope scope, Dataset dataset) {
        return scope.notAccused().isPresent() && dataset.items().contains(ACCUSED) ? List.of(new Selection.Condition(ACCUSED, Selection.Operator.IS_NULL, List.of())) : List.of();
    }

    /** Whether the viewer sees what draws the other's reach, and knows of every record whether it accuses somebody. */
    boolean seesReach(Set<ItemName> drawing, Dataset dataset, boolean accusedLeftOut) {
        return drawing.stream().allMatch(item -> (item.equals(SOURCE) || dataset.items().contains(item)) && treatment(item) instanceof Treatment.Reveal) && (!accusedLeftOut || !(treatment(ACCUSED) instanceof Treatment.Drop));
    }

    Treatment treatment(ItemName item) {
        return permitted.treatments().getOrDefault(item, new Treatment.Drop());
    }

    /** Items of the answer that the viewer may ask for, and those that draw the other's reach. */
    List<ItemName> shown(List<ItemDefinition> items, Set<ItemName> drawing) {
        return Stream.concat(items.stream().map(ItemDefinition::name), drawing.stream()).distinct().filter(item -> !(treatment(item) instanceof Treatment.Drop)).toList();
    }

    /** Whether the other's value, treated so, tells the viewer nothing that their own does not. */
    boolean covers(ItemName item, Treatment others) {
        Treatment own = treatment(item);
        return switch (others) {
            case Treatment.Drop drop -> false;
            case Treatment.Pseudonymise pseudonymise -> sameRecipient && own.equals(others);
            case Treatment.PreserveFormat preserve -> sameRecipient && own.equals(others);
            case Treatment.EncryptForRecipient encrypt -> false;
            case Treatment.Truncate truncate -> own instanceof Treatment.Reveal || own instanceof Treatment.Truncate mine && mine.keep() >= truncate.keep();
            case Treatment.Reveal reveal -> own instanceof Treatment.Reveal;
            case Treatment.Mask mask -> own instanceof Treatment.Reveal || own.equals(others);
            case Treatment.Generalise generalise -> own instanceof Treatment.Reveal || own.equals(others);
            case Treatment.RedactText redact -> own instanceof Treatment.Reveal || own.equals(others);
        };
    }

    static Optional<OwnSight> of(Decision decision, boolean sameRecipient) {
        return decision instanceof Decision.Permitted permitted ? Optional.of(new OwnSight(permitted, sameRecipient)) : Optional.empty();
    }
}
