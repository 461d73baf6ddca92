package datong.publication.yaml;

import datong.anonymity.Criterion;
import datong.anonymity.Hierarchies;
import datong.anonymity.Hierarchy;
import datong.anonymity.Model;
import datong.anonymity.Presence;
import datong.anonymity.QuasiIdentifier;
import datong.anonymity.csv.CsvFiles;
import datong.publication.Anonymous;
import datong.publication.yaml.PublicationReader.Field;
import datong.schema.ItemName;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads what a publication says of its anonymity. */
final class AnonymousReader {
    private static final List<String> KEYS = List.of("k", "suppress", "presence", "quasi_identifiers", "sensitive", "others", "reviewed");
    private static final List<String> CRITERIA = List.of("distinct", "entropy", "recursive", "t", "distance");
    private static final List<String> HIERARCHIES = List.of("by", "finest", "bands", "top", "prefixes", "path", "deepest", "tree");
    private static final String KINDS = "whole, division, date, age, address, occupation, or { bands: [5, 10], top: 90 }, { prefixes: [6, 4] }, { path: /, deepest: 3 }, { tree: NAME.hierarchy.csv }";
    private final PublicationReader reader;
    private final Path folder;

    /** @param folder where hierarchies lie beside the publications */
    AnonymousReader(PublicationReader reader, Path folder) {
        this.reader = reader;
        this.folder = folder;
    }

    /** Empty if anything is wrong; the reader's problems then say what. */
    Optional<Anonymous> read(Field field) {
        Map<String, Field> fields = reader.fields(field.value(), field.line(), "'anonymous'", KEYS);
        int k = number(fields, "k", field.line()).map(BigDecimal::intValue).orElse(0);
        double suppress = fields.containsKey("suppress") ? number(fields, "suppress", field.line()).map(BigDecimal::doubleValue).orElse(0.0) : 0;
        List<QuasiIdentifier> quasi = quasi(fields, field.line());
        List<Criterion> criteria = criteria(fields);
        Set<ItemName> others = others(fields);
        Optional<Presence> presence = Optional.ofNullable(fields.get("presence")).flatMap(this::presence);
        Optional<Anonymous.Review> review = Optional.ofNullable(fields.get("reviewed")).flatMap(this::review);
        try {
            return Optional.of(new Anonymous(field.line(), new Model(k, quasi, criteria, suppress), presence, others, review));
        } catch (IllegalArgumentException impossible) {
            reader.wrong(field.line(), impossible.getMessage());
            return Optional.empty();
        }
    }

    private Optional<BigDecimal> number(Map<String, Field> fields, String key, int line) {
        return reader.text(fields, key, line).flatMap(text -> number(text, fields.get(key).line(), key));
    }

    private Optional<BigDecimal> number(String text, int line, String key) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException other) {
            reader.wrong(line, "'" + key + "' must be a number");
            return Optional.empty();
        }
    }

    private List<QuasiIdentifier> quasi(Map<String, Field> fields, int line) {
        List<QuasiIdentifier> quasi = new ArrayList<>();
        Field listed = fields.get("quasi_identifiers");
        if (listed == null) {
            reader.wrong(line, "'quasi_identifiers' is missing: one line an item, with its hierarchy: " + KINDS);
            return quasi;
        }
        reader.fields(listed.value(), listed.line(), "quasi_identifiers", List.of()).forEach((item, how) ->
                reader.itemName(item, how.line()).flatMap(name -> quasi(name, how)).ifPresent(quasi::add));
        return quasi;
    }

    private Optional<QuasiIdentifier> quasi(ItemName name, Field how) {
        boolean detailed = how.value() instanceof MappingNode;
        Map<String, Field> fields = detailed ? reader.fields(how.value(), how.line(), "a hierarchy", HIERARCHIES) : Map.of("by", how);
        int finest = fields.containsKey("finest") ? number(fields, "finest", how.line()).map(BigDecimal::intValue).orElse(0) : 0;
        try {
            return hierarchy(fields, how).map(hierarchy -> new QuasiIdentifier(name.value(), hierarchy, finest));
        } catch (IllegalArgumentException | IOException impossible) {
            reader.wrong(how.line(), impossible.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Hierarchy> hierarchy(Map<String, Field> fields, Field how) throws IOException {
        if (fields.containsKey("bands")) {
            BigDecimal[] widths = reader.texts(fields.get("bands").value(), how.line()).stream().flatMap(text -> number(text, how.line(), "bands").stream()).toArray(BigDecimal[]::new);
            return Optional.of(Hierarchies.bands(fields.containsKey("top") ? number(fields, "top", how.line()) : Optional.empty(), widths));
        }
        if (fields.containsKey("prefixes")) {
            return Optional.of(Hierarchies.prefixes(reader.texts(fields.get("prefixes").value(), how.line()).stream()
                    .flatMap(text -> number(text, how.line(), "prefixes").stream()).mapToInt(BigDecimal::intValue).toArray()));
        }
        if (fields.containsKey("path")) {
            return Optional.of(Hierarchies.path(reader.text(fields, "path", how.line()).orElse("/"),
                    fields.containsKey("deepest") ? number(fields, "deepest", how.line()).map(BigDecimal::intValue).orElse(3) : 3));
        }
        if (fields.containsKey("tree")) {
            return tree(reader.text(fields, "tree", how.line()).orElse(""), how.line());
        }
        return kind(Optional.ofNullable(fields.get("by")).flatMap(by -> PublicationReader.scalar(by.value())).orElse(""), how.line());
    }

    private Optional<Hierarchy> tree(String file, int line) throws IOException {
        if (!file.matches("[a-z0-9][a-z0-9-]{0,63}\\.hierarchy\\.csv")) {
            reader.wrong(line, "'tree' names a file NAME.hierarchy.csv beside the publications");
            return Optional.empty();
        }
        return Optional.of(CsvFiles.hierarchy(folder.resolve(file)));
    }

    private Optional<Hierarchy> kind(String word, int line) {
        Optional<Hierarchy> named = Hierarchies.named(word);
        if (named.isEmpty()) {
            reader.wrong(line, "not a hierarchy; expected " + KINDS);
        }
        return named;
    }

    private List<Criterion> criteria(Map<String, Field> fields) {
        List<Criterion> criteria = new ArrayList<>();
        Optional.ofNullable(fields.get("sensitive")).ifPresent(listed -> reader.fields(listed.value(), listed.line(), "sensitive", List.of())
                .forEach((item, how) -> reader.itemName(item, how.line()).ifPresent(name -> criteria.addAll(criteria(name.value(), how)))));
        return criteria;
    }

    /** Two different values at least, whatever else is demanded. */
    private List<Criterion> criteria(String item, Field how) {
        Map<String, Field> fields = how.value().getTag() == Tag.NULL ? Map.of() : reader.fields(how.value(), how.line(), "a sensitive item", CRITERIA);
        List<Criterion> criteria = new ArrayList<>();
        try {
            criteria.add(new Criterion.Distinct(item, fields.containsKey("distinct") ? number(fields, "distinct", how.line()).map(BigDecimal::intValue).orElse(2) : 2));
            if (fields.containsKey("entropy")) {
                number(fields, "entropy", how.line()).ifPresent(l -> criteria.add(new Criterion.Entropy(item, l.doubleValue())));
            }
            if (fields.containsKey("recursive")) {
                recursive(item, fields.get("recursive")).ifPresent(criteria::add);
            }
            if (fields.containsKey("t")) {
                number(fields, "t", how.line()).ifPresent(t -> criteria.add(new Criterion.Close(item, t.doubleValue(), distance(fields))));
            }
        } catch (IllegalArgumentException impossible) {
            reader.wrong(how.line(), item + ": " + impossible.getMessage());
        }
        return criteria;
    }

    private Optional<Criterion> recursive(String item, Field how) {
        Map<String, Field> fields = reader.fields(how.value(), how.line(), "recursive", List.of("c", "l"));
        Optional<BigDecimal> c = number(fields, "c", how.line());
        return number(fields, "l", how.line()).flatMap(l -> c.map(factor -> new Criterion.Recursive(item, factor.doubleValue(), l.intValue())));
    }

    private Criterion.Distance distance(Map<String, Field> fields) {
        String word = Optional.ofNullable(fields.get("distance")).flatMap(field -> PublicationReader.scalar(field.value())).orElse("equal");
        if (!word.equals("equal") && !word.equals("ordered")) {
            reader.wrong(fields.get("distance").line(), "'distance' must be equal or ordered");
        }
        return word.equals("ordered") ? Criterion.Distance.ORDERED : Criterion.Distance.EQUAL;
    }

    private Set<ItemName> others(Map<String, Field> fields) {
        Set<ItemName> others = new HashSet<>();
        Optional.ofNullable(fields.get("others")).ifPresent(listed -> reader.texts(listed.value(), listed.line())
                .forEach(text -> reader.itemName(text, listed.line()).ifPresent(others::add)));
        return others;
    }

    private Optional<Presence> presence(Field field) {
        Map<String, Field> fields = reader.fields(field.value(), field.line(), "presence", List.of("least", "most"));
        Optional<BigDecimal> least = fields.containsKey("least") ? number(fields, "least", field.line()) : Optional.of(BigDecimal.ZERO);
        Optional<BigDecimal> most = number(fields, "most", field.line());
        try {
            return least.flatMap(from -> most.map(to -> new Presence(from.doubleValue(), to.doubleValue())));
        } catch (IllegalArgumentException impossible) {
            reader.wrong(field.line(), "'presence': " + impossible.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Anonymous.Review> review(Field field) {
        Map<String, Field> fields = reader.fields(field.value(), field.line(), "reviewed", List.of("by", "day"));
        Optional<String> by = reader.text(fields, "by", field.line());
        return reader.text(fields, "day", field.line()).flatMap(text -> day(text, field.line())).flatMap(day -> by.map(who -> new Anonymous.Review(who, day)));
    }

    private Optional<LocalDate> day(String text, int line) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException other) {
            reader.wrong(line, "'day' must be a day, such as '2026-11-20'");
            return Optional.empty();
        }
    }
}
