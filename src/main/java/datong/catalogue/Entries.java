package datong.catalogue;

import datong.schema.Dataset;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import datong.schema.ShareAttribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entries made of what mappings, schema and the stewards' register tell at one moment. */
record Entries(List<Dataset> datasets, LedgerSchema schema, Register register, Authorities authorities) {
    Entries(List<Dataset> datasets, LedgerSchema schema, Register register) {
        this(datasets, schema, register, new Authorities(datasets, register));
    }

    boolean saysTheSame(Entries other) {
        return schema == other.schema && register.equals(other.register) && datasets.equals(other.datasets);
    }

    /** Without counting records. */
    List<DatasetEntry> all() {
        return datasets.stream().map(dataset -> of(dataset, 0)).toList();
    }

    DatasetEntry of(Dataset dataset, long records) {
        List<ItemDefinition> items = items(dataset);
        Level level = items.stream().map(ItemDefinition::level).reduce(Level.L1, Level::max);
        Map<ItemName, String> leads = new HashMap<>();
        items.forEach(item -> authorities.of(dataset, item.name()).ifPresent(lead -> leads.put(item.name(), lead)));
        return new DatasetEntry(dataset, items, level, records, register.find(dataset.code()), Map.copyOf(leads), findings(dataset));
    }

    List<ItemDefinition> items(Dataset dataset) {
        return schema.element(dataset.element()).items().stream()
                .filter(item -> dataset.items().contains(item.name()))
                .sorted(Comparator.comparingInt(ItemDefinition::ordinal))
                .toList();
    }

    private List<Finding> findings(Dataset dataset) {
        List<Finding> findings = new ArrayList<>();
        Optional<Description> description = register.find(dataset.code());
        if (description.isEmpty()) {
            findings.add(new Finding(Finding.Kind.NOT_DESCRIBED, ""));
        } else if (description.get().announced().isEmpty()) {
            findings.add(new Finding(Finding.Kind.NOT_ANNOUNCED, ""));
        }
        if (dataset.share() == ShareAttribute.NOT_SHARED && description.flatMap(Description::notShared).isEmpty()) {
            findings.add(new Finding(Finding.Kind.REFUSAL_WITHOUT_LAW, ""));
        }
        if (dataset.share() == ShareAttribute.CONDITIONAL && description.isPresent() && description.get().conditions().isEmpty()) {
            findings.add(new Finding(Finding.Kind.CONDITIONS_MISSING, ""));
        }
        description.ifPresent(said -> findings.addAll(said.itemFindings(dataset)));
        findings.addAll(authorities.conflicts(dataset));
        return List.copyOf(findings);
    }
}
