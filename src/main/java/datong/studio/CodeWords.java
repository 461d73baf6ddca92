package datong.studio;

import datong.schema.CodeTable;
import java.text.Normalizer;
import java.util.Optional;

/** The code that a source's word most likely stands for. */
final class CodeWords {
    private CodeWords() {}

    /** By code or label, as a mapping knows it without being told; else by a label that the word contains or that contains the word. */
    static Optional<String> code(CodeTable table, String word) {
        Optional<String> known = known(table, word);
        return known.isPresent() ? known : near(table, Normalizer.normalize(word.strip(), Normalizer.Form.NFKC));
    }

    /** What a mapping knows without being told. */
    static Optional<String> known(CodeTable table, String word) {
        return table.codeOf(Normalizer.normalize(word.strip(), Normalizer.Form.NFKC));
    }

    private static Optional<String> near(CodeTable table, String word) {
        if (word.isEmpty()) {
            return Optional.empty();
        }
        java.util.List<CodeTable.Entry> near = table.entries().stream()
                .filter(entry -> !entry.chinese().isEmpty() && (word.contains(entry.chinese()) || word.length() >= 1 && entry.chinese().startsWith(word))).toList();
        return near.size() == 1 ? Optional.of(near.getFirst().code()) : Optional.empty();
    }
}
