package datong.sharing.yaml;

import datong.sharing.Application;
import datong.sharing.Terms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** An application that was agreed, as a grant file says it (docs/POLICIES.md). */
public final class GrantText {
    private static final String NAME = "grants/application-";
    private static final String ENDING = ".grant.yaml";

    private GrantText() {}

    /** Below the folder of policies. */
    public static String file(Application application) {
        return NAME + application.id().toLowerCase(Locale.ROOT) + ENDING;
    }

    /** Whose grant a file is, by its name; empty for one that people wrote. */
    public static Optional<String> application(String file) {
        int name = file.lastIndexOf(NAME);
        return name >= 0 && file.endsWith(ENDING) ? Optional.of(file.substring(name + NAME.length(), file.length() - ENDING.length()).toUpperCase(Locale.ROOT)) : Optional.empty();
    }

    /** @param element of the dataset's records */
    public static String of(Application application, String element, boolean suspended) {
        Terms terms = application.terms();
        Map<String, Object> grant = new LinkedHashMap<>();
        grant.put("organisation", terms.demander());
        grant.put("dataset", terms.dataset());
        grant.put("element", element);
        put(grant, "items", terms.items());
        put(grant, "clear", terms.clear());
        put(grant, "match", terms.match());
        put(grant, "accesses", terms.accesses());
        put(grant, "purposes", terms.purposes());
        put(grant, "scenes", terms.scenes());
        put(grant, "divisions", terms.divisions());
        Map<String, Object> valid = new LinkedHashMap<>();
        valid.put("from", terms.from().orElseThrow().toString());
        valid.put("to", terms.to().orElseThrow().toString());
        grant.put("valid", valid);
        grant.put("legalBasis", terms.legalBasis());
        grant.put("maxRows", terms.volume().rowsPerCall());
        terms.volume().rowsPerDay().ifPresent(rows -> grant.put("rowsPerDay", rows));
        terms.volume().personsPerDay().ifPresent(persons -> grant.put("personsPerDay", persons));
        if (suspended) {
            grant.put("suspended", true);
        }
        return "# yaml-language-server: $schema=../../src/main/resources/schema/grant.schema.json\n# Application " + application.id()
                + "; written by the hub. Suspend or end it there (page Sharing), so that both departments know.\n" + yaml().dump(grant);
    }

    private static void put(Map<String, Object> grant, String key, Set<String> words) {
        if (!words.isEmpty()) {
            grant.put(key, List.copyOf(words.stream().sorted().toList()));
        }
    }

    private static Yaml yaml() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setAllowUnicode(true);
        options.setWidth(140);
        return new Yaml(options);
    }
}
