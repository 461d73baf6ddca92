package datong.validation;

import datong.mapping.Flag;
import datong.mapping.MappedRecord;
import datong.mapping.Mapping;
import datong.mapping.Problem;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ElementSchema;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.schema.ShareAttribute;
import datong.source.Columns;
import datong.source.RawRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes mapped records for tests: name an element, fill items. */
public final class Records {
    private final ElementSchema schema;
    private final Map<String, Object> items = new HashMap<>();
    private Optional<String> key = Optional.of("示热-261103-000147");
    private List<Problem> problems = List.of();
    private List<Flag> flags = List.of();
    private Set<ItemName> redact = Set.of();

    private Records(ElementSchema schema) {
        this.schema = schema;
    }

    public static Records of(Element element) {
        return of(LedgerSchema.standard().element(element));
    }

    public static Records of(ElementSchema schema) {
        return new Records(schema);
    }

    public Records with(String item, Object value) {
        items.put(item, value);
        return this;
    }

    public Records key(String value) {
        key = Optional.ofNullable(value);
        return this;
    }

    public Records problem(String rule, String item) {
        problems = List.of(new Problem(rule, Optional.of(item), Optional.of("column"), "cannot be converted"));
        return this;
    }

    public Records flag(String rule) {
        flags = List.of(new Flag(rule, Optional.empty()));
        return this;
    }

    public Records redacting(String item) {
        redact = Set.of(new ItemName(item));
        return this;
    }

    public MappedRecord mapped() {
        Object[] values = new Object[schema.items().size()];
        items.forEach((name, value) -> values[schema.item(new ItemName(name)).orElseThrow().ordinal()] = value);
        Dataset dataset = new Dataset(new DatasetCode("test"), schema.element(), "测试", "Test", "11110199MB00DEM264",
                ShareAttribute.CONDITIONAL, Set.of(), Set.of("test"));
        Mapping.Output output = new Mapping.Output(schema.element().code(), schema, dataset, Optional.empty());
        return new MappedRecord(output, new RawRecord(new Columns(List.of()), new String[0], 2), key, values, Optional.empty(),
                problems, flags, redact);
    }
}
