package datong.protection;

import datong.approval.Deed;
import datong.approval.Request;
import datong.ledger.Ledger;
import datong.ledger.LedgerRow;
import datong.ledger.Selection;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Finds whose pseudonym it is, by trying every value that the dataset holds now: there is no table of pseudonyms that could leak. */
public final class Relinking implements Deed {
    public static final String DATASET = "dataset";
    public static final String ITEM = "item";
    public static final String RECIPIENT = "recipient";
    public static final String PURPOSE = "purpose";
    /** Sealed with the request and never in the log. */
    public static final String PSEUDONYM = "pseudonym";
    private final KeyRing ring;
    private final CryptoSuites suites;
    private final Ledger ledger;
    private final Function<DatasetCode, Optional<Element>> elements;
    private final BiFunction<Element, ItemName, Optional<ItemDefinition>> items;

    /** @param elements what a dataset's records are; @param items of the schema in force */
    public Relinking(KeyRing ring, CryptoSuites suites, Ledger ledger, Function<DatasetCode, Optional<Element>> elements,
            BiFunction<Element, ItemName, Optional<ItemDefinition>> items) {
        this.ring = ring;
        this.suites = suites;
        this.ledger = ledger;
        this.elements = elements;
        this.items = items;
    }

    @Override
    public Request.Kind kind() {
        return Request.Kind.RELINKING;
    }

    private record Search(Selection selection, Pseudonyms pseudonyms) {}

    @Override
    public Asked check(Map<String, String> terms) {
        return search(terms).isEmpty() ? new Asked.Impossible("PSEUDONYM")
                : new Asked.Possible(Map.of(DATASET, terms.get(DATASET), ITEM, terms.get(ITEM), RECIPIENT, terms.get(RECIPIENT), PURPOSE, terms.get(PURPOSE)));
    }

    @Override
    public Done carryOut(Request request, Map<String, String> terms, Consumer<Map<String, String>> progress) {
        Search search = search(terms).orElseThrow(() -> new IllegalStateException("the request's dataset, item or key is no longer there"));
        String[] found = {null};
        long[] records = {0};
        ledger.stream(search.selection(), row -> {
            Optional<String> value = value(row, search.pseudonyms(), terms.get(PSEUDONYM));
            if (value.isPresent()) {
                found[0] = value.get();
                records[0]++;
            }
        });
        return new Done(Map.of("records", String.valueOf(records[0])), Optional.ofNullable(found[0]));
    }

    private static Optional<String> value(LedgerRow row, Pseudonyms pseudonyms, String wanted) {
        List<?> values = switch (row.values()[0]) {
            case null -> List.of();
            case List<?> list -> list;
            case Object single -> List.of(single);
        };
        return values.stream().filter(value -> wanted.equals(pseudonyms.treat(value))).map(ValueTreatment::text).findFirst();
    }

    private Optional<Search> search(Map<String, String> terms) {
        try {
            DatasetCode dataset = new DatasetCode(terms.getOrDefault(DATASET, ""));
            ItemName name = new ItemName(terms.getOrDefault(ITEM, ""));
            Recipient recipient = new Recipient(terms.getOrDefault(RECIPIENT, ""), terms.getOrDefault(PURPOSE, ""));
            Optional<RingKey> key = Pseudonyms.version(terms.getOrDefault(PSEUDONYM, "")).flatMap(version -> ring.key(KeyPurpose.PSEUDONYM, version));
            return elements.apply(dataset).flatMap(element -> items.apply(element, name).flatMap(item -> key.filter(any -> !recipient.organisation().isBlank()
                    && !recipient.purpose().isBlank()).map(found -> new Search(all(dataset, element, name), new Pseudonyms(found, suites, item, recipient)))));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Selection all(DatasetCode dataset, Element element, ItemName item) {
        Selection.Scope everywhere = new Selection.Scope(true, List.of(), List.of(), List.of(), Optional.empty(), List.of(), List.of());
        return new Selection(dataset, element, List.of(item), everywhere, List.of(), List.of(), Optional.empty(), 0);
    }
}
