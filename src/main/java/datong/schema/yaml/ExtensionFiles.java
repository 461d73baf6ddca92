package datong.schema.yaml;

import datong.schema.CodeTable;
import datong.schema.CodeTables;
import datong.schema.Element;
import datong.schema.ExtensionItem;
import datong.schema.LedgerSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** Reads a district's own items from {@code mappings/extensions/*.yaml}; {@code schema/extension.schema.json} says the same for editors. */
public final class ExtensionFiles {
    private ExtensionFiles() {}

    /** Adds the items of every {@code .yaml} file in the folder, in the order of their names; a folder that is not there adds none. */
    public static Extensions read(Path folder, LedgerSchema standard, CodeTables codeTables) {
        Extensions extensions = new Extensions(standard, codeTables, List.of());
        for (Path file : files(folder)) {
            extensions = read(file, extensions);
        }
        return extensions;
    }

    private static Extensions read(Path file, Extensions before) {
        List<SchemaError> errors = new ArrayList<>();
        Reading reading = new Reading(display(file), errors);
        Extensions after = reading.document(text(file, reading)).map(root -> add(root, reading, before)).orElse(before);
        if (errors.isEmpty()) {
            return after;
        }
        List<SchemaError> all = new ArrayList<>(before.errors());
        all.addAll(errors.stream().sorted((one, other) -> Integer.compare(one.line(), other.line())).toList());
        return new Extensions(before.schema(), before.codeTables(), List.copyOf(all));
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

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot list " + folder, broken);
        }
    }

    private static String text(Path file, Reading reading) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException notUtf8) {
            reading.error(1, "the file is not UTF-8; save it as UTF-8");
            return "";
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + file, broken);
        }
    }

    /** The last three parts: {@code mappings/extensions/<file>}. */
    private static String display(Path file) {
        Path absolute = file.toAbsolutePath();
        return absolute.subpath(Math.max(0, absolute.getNameCount() - 3), absolute.getNameCount()).toString();
    }
}
