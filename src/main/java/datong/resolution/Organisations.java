package datong.resolution;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names of organisations → social credit code, by the stewards' table; a suggestion where only the normalised name fits. */
public final class Organisations {
    private static final List<String> ENDINGS = List.of("人民政府街道办事处", "街道办事处", "街道办", "街道", "有限责任公司", "股份有限公司", "有限公司");
    private static final Map<String, String> ONE_ENDING = Map.of("人民政府街道办事处", "街道", "街道办事处", "街道", "街道办", "街道");

    /** @param names the proper name first, then what people write */
    public record Known(String code, List<String> names) {
        public String name() {
            return names.getFirst();
        }
    }

    public sealed interface Answer {
        /** The table names it. */
        record Same(Known organisation) implements Answer {}

        /** Nothing is decided; these are alike. */
        record Suggested(List<Known> organisations) implements Answer {}

        record Unknown() implements Answer {}
    }

    private final List<Known> known;
    private final Map<String, Known> byName = new HashMap<>();
    private final Map<String, List<Known>> byNormal = new HashMap<>();

    public Organisations(List<Known> known) {
        this.known = List.copyOf(known);
        for (Known organisation : known) {
            for (String name : organisation.names()) {
                byName.put(plain(name), organisation);
                List<Known> alike = byNormal.computeIfAbsent(normal(name), none -> new ArrayList<>());
                if (!alike.contains(organisation)) {
                    alike.add(organisation);
                }
            }
        }
    }

    public List<Known> all() {
        return known;
    }

    public Optional<Known> byCode(String code) {
        return known.stream().filter(organisation -> organisation.code().equals(code)).findFirst();
    }

    public Answer resolve(String name) {
        Known same = byName.get(plain(name));
        if (same != null) {
            return new Answer.Same(same);
        }
        List<Known> alike = byNormal.getOrDefault(normal(name), List.of());
        if (alike.isEmpty()) {
            alike = known.stream().filter(organisation -> organisation.names().stream().anyMatch(other -> contained(normal(name), normal(other))))
                    .sorted(Comparator.comparing(Known::code)).limit(3).toList();
        }
        return alike.isEmpty() ? new Answer.Unknown() : new Answer.Suggested(alike);
    }

    private static boolean contained(String one, String other) {
        return Math.min(one.length(), other.length()) >= 4 && (one.contains(other) || other.contains(one));
    }

    /** Full width, blanks and brackets evened out: what the table is compared by. */
    static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).replaceAll("[\\s()（）【】\\[\\]·.]", "");
    }

    /** Without the ending that says what sort of body it is: what suggestions are made by, and never more. */
    public static String normal(String name) {
        String plain = plain(name);
        for (String ending : ENDINGS) {
            if (plain.endsWith(ending) && plain.length() > ending.length() + 1) {
                return plain.substring(0, plain.length() - ending.length()) + ONE_ENDING.getOrDefault(ending, "");
            }
        }
        return plain;
    }
}
