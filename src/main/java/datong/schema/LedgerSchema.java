package datong.schema;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole schema in force: the envelope, the six elements and a district's own items. Immutable. */
public final class LedgerSchema {
    private static final List<ItemDefinition> ENVELOPE = ItemReflection.items(Envelope.class);
    private final Map<Element, ElementSchema> elements;

    private LedgerSchema(Map<Element, ElementSchema> elements) {
        this.elements = elements;
    }

    public static LedgerSchema standard() {
        Map<Element, ElementSchema> elements = new EnumMap<>(Element.class);
        for (Element element : Element.values()) {
            elements.put(element, ElementSchema.of(element));
        }
        return new LedgerSchema(elements);
    }

    /** This schema with the items of one element extended; ordinals of the additions must follow the present ones. */
    public LedgerSchema extended(Element element, List<ItemDefinition> additions) {
        return constrained(element, additions.stream().map(ExtensionItem::unconstrained).toList());
    }

    /** The same with the constraints that the district set for its items. */
    public LedgerSchema constrained(Element element, List<ExtensionItem> additions) {
        Map<Element, ElementSchema> extended = new EnumMap<>(elements);
        extended.put(element, elements.get(element).with(additions));
        return new LedgerSchema(extended);
    }

    public ElementSchema element(Element element) {
        return elements.get(element);
    }

    /** Items of the common envelope, in its order. */
    public List<ItemDefinition> envelope() {
        return ENVELOPE;
    }

    public Optional<ItemDefinition> envelopeItem(ItemName name) {
        return ENVELOPE.stream().filter(item -> item.name().equals(name)).findFirst();
    }

    /** An item of the element or, failing that, of the envelope. */
    public Optional<ItemDefinition> item(Element element, ItemName name) {
        return elements.get(element).item(name).or(() -> envelopeItem(name));
    }
}
