package datong.studio.yaml;

import datong.schema.Element;
import datong.schema.ItemName;
import datong.studio.Synonyms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the words of the hub and those of a district. */
public final class SynonymFiles {
    private static final String STANDARD = "/datong/studio/synonyms.yaml";

    private SynonymFiles() {}

    /** The hub's own words. */
    public static Synonyms standard() {
        try (InputStream stream = SynonymFiles.class.getResourceAsStream(STANDARD)) {
            return read(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The hub's words and those of the district's file, if there is a good one: words only help, so a broken file stops nothing. */
    public static Synonyms withDistrict(Path file) {
        try {
            return Files.isRegularFile(file) ? standard().with(read(Files.readString(file))) : standard();
        } catch (IOException | YAMLException | IllegalArgumentException broken) {
            return standard();
        }
    }

    static Synonyms read(String text) {
        Map<?, ?> file = fields(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
        Map<Element, Map<ItemName, List<Synonyms.Word>>> items = new EnumMap<>(Element.class);
        fields(file.get("items")).forEach((element, words) -> items.put(element(element), items(fields(words))));
        Map<Element, List<String>> cues = new EnumMap<>(Element.class);
        fields(file.get("cues")).forEach((element, words) -> cues.put(element(element), texts(words)));
        return new Synonyms(items, cues, new HashSet<>(texts(file.get("unused"))));
    }

    private static Map<ItemName, List<Synonyms.Word>> items(Map<?, ?> words) {
        Map<ItemName, List<Synonyms.Word>> items = new HashMap<>();
        words.forEach((item, list) -> items.put(new ItemName(String.valueOf(item)), texts(list).stream()
                .map(word -> word.startsWith("~") ? new Synonyms.Word(word.substring(1), true) : new Synonyms.Word(word, false)).toList()));
        return items;
    }

    private static Element element(Object code) {
        return Element.of(String.valueOf(code)).orElseThrow(() -> new IllegalArgumentException("there is no element '" + code + "'"));
    }

    private static Map<?, ?> fields(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    }
}
