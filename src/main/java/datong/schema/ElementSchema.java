package datong.schema;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The items of one element, in the order of its value arrays: standard items first, extensions after. */
public final class ElementSchema {
    private final Element element;
    private final List<ItemDefinition> items;
    private final List<ExtensionItem> extensions;
    private final Map<ItemName, ItemDefinition> byName = new HashMap<>();
    private final int standard;
    private final MethodHandle constructor;

    private ElementSchema(Element element, List<ItemDefinition> items, List<ExtensionItem> extensions, int standard) {
        this.element = element;
        this.items = List.copyOf(items);
        this.extensions = List.copyOf(extensions);
        this.standard = standard;
        this.constructor = constructor(element.type(), standard);
        items.forEach(item -> byName.put(item.name(), item));
    }

    static ElementSchema of(Element element) {
        List<ItemDefinition> items = ItemReflection.items(element.type());
        return new ElementSchema(element, items, List.of(), items.size());
    }

    /** The same schema with a district's own items added behind the standard ones. */
    ElementSchema with(List<ExtensionItem> additions) {
        List<ItemDefinition> all = new ArrayList<>(items);
        List<ExtensionItem> own = new ArrayList<>(extensions);
        for (ExtensionItem addition : additions) {
            if (addition.definition().ordinal() != all.size() || byName.containsKey(addition.definition().name())) {
                throw new IllegalArgumentException(element.code() + "." + addition.definition().name()
                        + " is named twice or does not follow the items before it");
            }
            all.add(addition.definition());
            own.add(addition);
        }
        return new ElementSchema(element, all, own, standard);
    }

    public Element element() {
        return element;
    }

    /** All items; an item's ordinal is its index here. */
    public List<ItemDefinition> items() {
        return items;
    }

    public Optional<ItemDefinition> item(ItemName name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** How many items are components of the element's record; those after them are extensions. */
    public int standardItems() {
        return standard;
    }

    /** A district's own items with their constraints, in the order of their ordinals. */
    public List<ExtensionItem> extensions() {
        return extensions;
    }

    /** The element's record over its standard values, so that its constraints can be checked. */
    public Record instantiate(Object[] values) {
        try {
            return (Record) constructor.invokeExact(values.length == standard ? values : Arrays.copyOf(values, standard));
        } catch (Throwable broken) {
            throw new IllegalStateException("values do not fit the items of " + element.code(), broken);
        }
    }

    private static MethodHandle constructor(Class<? extends Record> type, int arity) {
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return MethodHandles.lookup()
                    .findConstructor(type, MethodType.methodType(void.class, parameters))
                    .asType(MethodType.genericMethodType(arity).changeReturnType(Record.class))
                    .asSpreader(Object[].class, arity);
        } catch (ReflectiveOperationException unreachable) {
            throw new IllegalStateException(type + " has no canonical constructor in reach", unreachable);
        }
    }
}
