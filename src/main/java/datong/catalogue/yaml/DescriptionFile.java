package datong.catalogue.yaml;

import datong.catalogue.Description;
import datong.catalogue.ItemSharing;
import datong.catalogue.LegalBasis;
import datong.policy.yaml.StrictMap;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import datong.schema.ShareAttribute;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@code <dataset>.catalogue.yaml}. */
final class DescriptionFile {
    static final List<String> KEYS = List.of("dataset", "abstract", "keywords", "categories", "update_frequency", "formats", "share_methods", "network_channel",
            "share_conditions", "not_shared", "item_sharing", "open", "open_conditions", "time_range", "spatial_range", "maintainer", "related", "assessments", "announced", "updated");
    private static final Map<ShareAttribute, List<String>> ITEM_KEYS = Map.of(ShareAttribute.UNCONDITIONAL, List.of("share"),
            ShareAttribute.CONDITIONAL, List.of("share", "scope", "purpose", "other"), ShareAttribute.NOT_SHARED, List.of("share", "reason", "basis"));
    private final StrictMap file;
    private final Map<String, LegalBasis> bases;

    DescriptionFile(StrictMap file, List<LegalBasis> bases) {
        this.file = file.only(KEYS);
        this.bases = bases.stream().collect(Collectors.toMap(LegalBasis::id, Function.identity(), (one, other) -> one, TreeMap::new));
    }

    Description read() {
        StrictMap about = file.map("abstract").only("zh", "en");
        Optional<StrictMap> assessments = file.has("assessments") ? Optional.of(file.map("assessments").only("secrecy", "impact")) : Optional.empty();
        Description description = new Description(code("dataset", file.text("dataset")), new Description.Text(about.text("zh"), about.text("en")), file.words("keywords"), some("categories"),
                one("update_frequency", file.text("update_frequency"), Description.Frequency.values()), all("formats", Description.Format.values()),
                all("share_methods", Description.Method.values()), one("network_channel", file.text("network_channel"), Description.Channel.values()), conditions(), notShared(),
                one("open", file.text("open"), Description.Opening.values()), file.maybe("open_conditions").orElse(""), period(), file.text("spatial_range"), file.text("maintainer"),
                file.words("related").stream().map(word -> code("related", word)).toList(), assessments.flatMap(both -> assessment(both, "secrecy")),
                assessments.flatMap(both -> assessment(both, "impact")), file.maybe("announced").map(word -> day(file, "announced", word)), day(file, "updated", file.text("updated")), items());
        return checked(description);
    }

    private Description checked(Description read) {
        if (read.announced().isPresent() && (read.secrecy().isEmpty() || read.impact().isEmpty())) {
            throw file.refuse("announced", "nothing is announced before both assessments, 'secrecy' and 'impact', are signed (Decree 809, Art. 13)");
        }
        if ((read.opening() == Description.Opening.CONDITIONAL) == read.openConditions().isEmpty()) {
            throw file.refuse("open", "'open_conditions' stand with open: CONDITIONAL, and only there");
        }
        return read;
    }

    private Optional<Description.Conditions> conditions() {
        return file.has("share_conditions") ? Optional.of(conditions(file.map("share_conditions").only("scope", "purpose", "other"))) : Optional.empty();
    }

    private static Description.Conditions conditions(StrictMap said) {
        return new Description.Conditions(said.text("scope"), said.text("purpose"), said.maybe("other").orElse(""));
    }

    private Map<ItemName, ItemSharing> items() {
        if (!file.has("item_sharing")) {
            return Map.of();
        }
        StrictMap each = file.map("item_sharing");
        return each.keys().stream().collect(Collectors.toUnmodifiableMap(word -> CatalogueFolder.item(each, word), word -> item(each.map(word), "mappings/catalogue/" + file.file() + ":" + each.line(word))));
    }

    private ItemSharing item(StrictMap said, String place) {
        ShareAttribute share = said.known("share", said.text("share"), words(ShareAttribute.values()), "'share'");
        said.only(ITEM_KEYS.get(share));
        boolean own = share == ShareAttribute.CONDITIONAL && said.keys().size() > 1;
        return new ItemSharing(share, own ? Optional.of(conditions(said)) : Optional.empty(),
                share == ShareAttribute.NOT_SHARED ? Optional.of(notShared(said)) : Optional.empty(), place);
    }

    private Optional<Description.NotShared> notShared() {
        return file.has("not_shared") ? Optional.of(notShared(file.map("not_shared").only("reason", "basis"))) : Optional.empty();
    }

    /** Scenario 2: "sensitive", or a rule of one's own district, is no ground to refuse. */
    private Description.NotShared notShared(StrictMap said) {
        LegalBasis basis = said.known("basis", said.text("basis"), bases, "legal basis");
        if (!basis.kind().allowsRefusal()) {
            throw said.refuse("basis", "'" + basis.id() + "' is " + basis.kind() + "; only a law, an administrative regulation or a decision of the State Council allows a refusal "
                    + "(Decree 809, Art. 15): cite one, or share under conditions");
        }
        return new Description.NotShared(said.text("reason"), basis);
    }

    private Optional<Description.Assessment> assessment(StrictMap both, String kind) {
        if (!both.has(kind)) {
            return Optional.empty();
        }
        StrictMap said = both.map(kind).only("signed_by", "on", "result");
        return Optional.of(new Description.Assessment(said.text("signed_by"), day(said, "on", said.text("on")), said.text("result")));
    }

    private Description.Period period() {
        if (!file.has("time_range")) {
            return new Description.Period(Optional.empty(), Optional.empty());
        }
        StrictMap said = file.map("time_range").only("from", "to");
        return new Description.Period(said.maybe("from").map(word -> day(said, "from", word)), said.maybe("to").map(word -> day(said, "to", word)));
    }

    private List<String> some(String key) {
        List<String> words = file.words(key);
        if (words.isEmpty()) {
            throw file.refuse(key, "'" + key + "' is missing");
        }
        return words;
    }

    private <E extends Enum<E>> List<E> all(String key, E[] values) {
        return some(key).stream().map(word -> one(key, word, values)).toList();
    }

    private <E extends Enum<E>> E one(String key, String word, E[] values) {
        return file.known(key, word, words(values), "'" + key + "'");
    }

    private static <E extends Enum<E>> Map<String, E> words(E[] values) {
        return Arrays.stream(values).collect(Collectors.toMap(Enum::name, Function.identity()));
    }

    private DatasetCode code(String key, String word) {
        try {
            return new DatasetCode(word);
        } catch (IllegalArgumentException wrong) {
            throw file.refuse(key, wrong.getMessage());
        }
    }

    private static LocalDate day(StrictMap said, String key, String word) {
        try {
            return LocalDate.parse(word);
        } catch (DateTimeParseException wrong) {
            throw said.refuse(key, "'" + key + "' is a day like 2026-09-01");
        }
    }
}
