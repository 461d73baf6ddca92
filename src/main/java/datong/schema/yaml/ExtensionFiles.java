package datong.schema.yaml;

import datong.schema.CodeTable;
import datong.schema.CodeTables;
import datong.schema.Element;
import datong.schema.ExtensionItem;
import datong.schema.LedgerSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** Reads a district's own items from {@code mappings/extensions/*.yaml}; {@code schema/extension.schema.json} says the same for editors. */
public final class ExtensionFiles {
    private static final char NOT_UTF8 = '\uFFFD';

    private ExtensionFiles() {}

    /** Adds the items of every {@code .yaml} file in the folder, in the order of their names; a folder that is not there adds none. */
    public static Extensions read(Path folder, LedgerSchema standard, CodeTables codeTables) {
        Extensions extensions = new Extensions(standard, codeTables, List.of());
        List<SchemaError> errors = new ArrayList<>();
        try {
            for (Map.Entry<Path, String> file : texts(folder).entrySet()) {
                extensions = read(file.getKey(), file.getValue(), extensions, errors);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + folder, broken);
        }
        return new Extensions(extensions.schema(), extensions.codeTables(), List.copyOf(errors));
    }

    /** Adds the items of one file, or its mistakes to the errors. */
    static Extensions read(Path file, String text, Extensions before, List<SchemaError> all) {
        List<SchemaError> errors = new ArrayList<>();
        Reading reading = new Reading(display(file), errors);
        if (text.indexOf(NOT_UTF8) >= 0) {
            reading.error(1, "the file is not UTF-8; save it as UTF-8");
        }
        Extensions after = reading.document(text).map(root -> add(root, reading, before)).orElse(before);
        errors.stream().sorted(Comparator.comparingInt(SchemaError::line)).forEach(all::add);
        return errors.isEmpty() ? after : before;
    }

    /** The extension files of a folder in the order of their names; bytes that are no UTF-8 become U+FFFD. */
    static Map<Path, String> texts(Path folder) throws IOException {
        Map<Path, String> texts = new TreeMap<>();
        for (Path file : YamlFiles.in(folder, ".yaml")) {
            texts.put(file, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static Extensions add(MappingNode root, Reading reading, Extensions before) {
        reading.onlyKeys(root, List.of("element", "items"), "an extension file");
        Element element = reading.text(root, "element")
                .flatMap(word -> reading.oneOf(root, "element", word, Element.values(), Element::code)).orElse(null);
        MappingNode items = reading.mapping(root, "items").orElse(null);
        if (element == null || items == null) {
            return before;
        }
        List<ExtensionItem> additions = new ArrayList<>();
        List<CodeTable> tables = new ArrayList<>();
        int ordinal = before.schema().element(element).items().size();
        for (NodeTuple entry : items.getValue()) {
            ItemReading item = new ItemReading(reading, element, before, tables);
            item.read(entry, ordinal + additions.size(), additions).ifPresent(additions::add);
        }
        if (reading.failed()) {
            return before;
        }
        return new Extensions(before.schema().constrained(element, additions), before.codeTables().with(tables), before.errors());
    }

    /** The last three parts: {@code mappings/extensions/<file>}. */
    static String display(Path file) {
        Path absolute = file.toAbsolutePath();
        return absolute.subpath(Math.max(0, absolute.getNameCount() - 3), absolute.getNameCount()).toString();
    }
}
