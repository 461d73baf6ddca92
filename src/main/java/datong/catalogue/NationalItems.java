package datong.catalogue;

import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.ItemDefinition;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An entry as the fields of the national catalogue (政务信息资源目录, DOMAIN §2.10), each as text; a field that is not said is empty. */
public final class NationalItems {
    private NationalItems() {}

    /** @param provider name of the providing department, its code if it has none */
    public static SequencedMap<String, String> of(DatasetEntry entry, String provider) {
        Dataset dataset = entry.dataset();
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        fields.put("catalogue_code", dataset.code().value());
        fields.put("dataset_name", dataset.chinese());
        fields.put("category_codes", said(entry, known -> words(known.categories())));
        fields.put("provider_org_name", provider);
        fields.put("provider_org_uscc", dataset.provider());
        fields.put("abstract", said(entry, known -> known.about().chinese()));
        fields.put("keywords", said(entry, known -> words(known.keywords())));
        fields.put("data_items", entry.items().stream().map(item -> item(item, entry)).collect(Collectors.joining("\n")));
        fields.put("format", said(entry, known -> words(known.formats())));
        fields.put("update_frequency", said(entry, known -> known.frequency().name()));
        fields.put("share_attr", dataset.share().name());
        fields.put("share_conditions", said(entry, known -> known.conditions().map(NationalItems::conditions).orElse("")));
        fields.put("not_shared_reason", said(entry, known -> known.notShared().map(Description.NotShared::reason).orElse("")));
        fields.put("not_shared_basis", said(entry, known -> known.notShared().map(refusal -> refusal.basis().title()).orElse("")));
        fields.put("share_method", said(entry, known -> words(known.methods())));
        fields.put("class_level", dataset.element().code() + " " + entry.level().name());
        fields.put("open_attr", said(entry, known -> known.opening().name()));
        fields.put("open_conditions", said(entry, Description::openConditions));
        fields.put("time_range", said(entry, known -> known.period().text()));
        fields.put("spatial_range", said(entry, Description::spatialRange));
        fields.put("publish_date", said(entry, known -> known.announced().map(LocalDate::toString).orElse("")));
        fields.put("metadata_updated_at", said(entry, known -> known.updated().toString()));
        fields.put("metadata_maintainer", said(entry, Description::maintainer));
        fields.put("related_codes", said(entry, known -> words(known.related().stream().map(DatasetCode::value).toList())));
        fields.put("network_channel", said(entry, known -> known.channel().name()));
        fields.put("lifecycle", entry.announced() ? "PUBLISHED" : "CREATED");
        return fields;
    }

    /** name, code, type, length, personal class, level, sharing attribute, department that answers for it. */
    private static String item(ItemDefinition item, DatasetEntry entry) {
        return String.join("|", item.chinese(), item.name().value(), item.type().name(), item.maxLength() == 0 ? "" : String.valueOf(item.maxLength()), item.personalData().name(),
                item.level().name(), entry.share(item.name()).name(), Optional.ofNullable(entry.authorities().get(item.name())).orElse(""));
    }

    private static String said(DatasetEntry entry, Function<Description, String> field) {
        return entry.description().map(field).orElse("");
    }

    private static String conditions(Description.Conditions conditions) {
        return conditions.scope() + "; " + conditions.purpose() + (conditions.other().isEmpty() ? "" : "; " + conditions.other());
    }

    private static String words(Collection<?> words) {
        return words.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Names of the fields that differ, in the order of the entry. */
    static List<String> changed(Map<String, String> before, Map<String, String> after) {
        return after.keySet().stream().filter(field -> !after.get(field).equals(before.getOrDefault(field, ""))).toList();
    }
}
