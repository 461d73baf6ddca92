package datong.catalogue;

import datong.schema.Dataset;
import datong.schema.Element;
import datong.schema.ItemName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The one department that answers for an item over all datasets. Of registers (persons, places, things, organisations) several departments
 * may hold the same item of the same one: there the only provider leads, or the one that the authority named. A matter or an opinion is its own
 * record, and its provider answers for it.
 */
public final class Authorities {
    public static final Set<Element> REGISTERS = Set.of(Element.PERSON, Element.PLACE, Element.THING, Element.ORGANISATION);
    private final Register register;
    private final Map<Element, Map<ItemName, Set<String>>> providers = new TreeMap<>();

    public Authorities(List<Dataset> datasets, Register register) {
        this.register = register;
        datasets.stream().filter(dataset -> REGISTERS.contains(dataset.element())).forEach(dataset -> dataset.items().forEach(item ->
                providers.computeIfAbsent(dataset.element(), element -> new TreeMap<>())
                        .computeIfAbsent(item, name -> new TreeSet<>()).add(dataset.provider())));
    }

    /** Credit code of the department; empty while several hold the item and none is named. */
    public Optional<String> of(Dataset dataset, ItemName item) {
        if (!REGISTERS.contains(dataset.element())) {
            return Optional.of(dataset.provider());
        }
        Set<String> holders = providers.getOrDefault(dataset.element(), Map.of()).getOrDefault(item, Set.of(dataset.provider()));
        Optional<String> named = register.lead(dataset.element(), item).filter(holders::contains);
        return named.or(() -> holders.size() == 1 ? Optional.of(holders.iterator().next()) : Optional.empty());
    }

    /** Conflicts about the items of the dataset. */
    public List<Finding> conflicts(Dataset dataset) {
        List<Finding> conflicts = new ArrayList<>();
        providers.getOrDefault(dataset.element(), Map.of()).forEach((item, holders) -> {
            if (!dataset.items().contains(item)) {
                return;
            }
            Optional<String> named = Optional.ofNullable(register.leads().get(dataset.element())).flatMap(lead -> Optional.ofNullable(lead.items().get(item)));
            if (named.isPresent() && !holders.contains(named.get())) {
                conflicts.add(new Finding(Finding.Kind.LEAD_WITHOUT_DATA, item.value()));
            } else if (of(dataset, item).isEmpty()) {
                conflicts.add(new Finding(Finding.Kind.NO_LEAD, item.value()));
            }
        });
        return conflicts;
    }
}
