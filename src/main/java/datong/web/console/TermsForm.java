package datong.web.console;

import datong.sharing.Terms;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Terms as a form sends them. What cannot be read is taken for left out; the application says then that it is missing. */
record TermsForm(Map<String, List<String>> given) {
    private static final int LONGEST = 1000;

    Terms terms() {
        return new Terms(word("demander"), word("dataset"), words("items"), words("clear"), words("match"), words("accesses"), words("purposes"), words("scenes"), split("divisions"),
                word("method"), day("from"), day("to"), word("legalBasis"), word("scene"), word("necessity"), word("assessment"),
                new Terms.Volume(number("rowsPerCall").orElse(0), number("rowsPerDay"), number("personsPerDay")));
    }

    private String word(String key) {
        String word = given.getOrDefault(key, List.of()).stream().findFirst().orElse("").replace("\0", "").strip();
        return word.length() > LONGEST ? word.substring(0, LONGEST) : word;
    }

    private Set<String> words(String key) {
        Set<String> words = new TreeSet<>(given.getOrDefault(key, List.of()));
        words.removeIf(String::isBlank);
        return words;
    }

    private Set<String> split(String key) {
        return new TreeSet<>(List.of(word(key).split("[\\s,，、]+"))).stream().filter(word -> !word.isEmpty()).collect(java.util.stream.Collectors.toSet());
    }

    private Optional<LocalDate> day(String key) {
        try {
            return Optional.of(LocalDate.parse(word(key)));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    private Optional<Integer> number(String key) {
        return word(key).matches("\\d{1,9}") ? Optional.of(Integer.parseInt(word(key))) : Optional.empty();
    }
}
