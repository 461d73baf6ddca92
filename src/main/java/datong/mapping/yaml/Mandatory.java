package datong.mapping.yaml;

import datong.schema.ElementSchema;
import datong.schema.ItemName;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Set;

/** The items that no record of an element can do without. */
final class Mandatory {
    private Mandatory() {}

    static Set<ItemName> items(ElementSchema schema) {
        Set<ItemName> mandatory = new HashSet<>();
        RecordComponent[] components = schema.element().type().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            if (components[i].getAccessor().isAnnotationPresent(NotNull.class)) {
                mandatory.add(schema.items().get(i).name());
            }
        }
        return mandatory;
    }
}
