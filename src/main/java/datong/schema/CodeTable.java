package datong.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A closed list of codes with their labels. Immutable. */
public final class CodeTable {
    private final String name;
    private final String chinese;
    private final String english;
    private final String standard;
    private final Map<String, Entry> entries;

    public CodeTable(String name, String chinese, String english, String standard, List<Entry> entries) {
        this.name = name;
        this.chinese = chinese;
        this.english = english;
        this.standard = standard;
        Map<String, Entry> byCode = new LinkedHashMap<>();
        entries.forEach(entry -> byCode.put(entry.code(), entry));
        this.entries = Collections.unmodifiableMap(byCode);
    }

    public String name() {
        return name;
    }

    public String chinese() {
        return chinese;
    }

    public String english() {
        return english;
    }

    /** The standard or rule that the codes come from. */
    public String standard() {
        return standard;
    }

    public boolean contains(String code) {
        return entries.containsKey(code);
    }

    /** In the order of the standard. */
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    public Optional<String> label(String code, Locale locale) {
        return Optional.ofNullable(entries.get(code)).map(entry -> entry.label(locale));
    }

    /** The code whose Chinese or English label this is, whatever the case of the letters; a code stands for itself. */
    public Optional<String> codeOf(String text) {
        if (contains(text)) {
            return Optional.of(text);
        }
        return entries.values().stream()
                .filter(entry -> entry.chinese().equals(text) || entry.english().equalsIgnoreCase(text))
                .map(Entry::code)
                .findFirst();
    }

    public record Entry(String code, String chinese, String english) {
        /** English for an English locale, Chinese for every other. */
        public String label(Locale locale) {
            return Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? english : chinese;
        }
    }
}
