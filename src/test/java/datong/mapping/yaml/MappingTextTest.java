package datong.mapping.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import datong.schema.CodeTables;
import datong.schema.LedgerSchema;
import datong.schema.yaml.CodeTableFiles;
import datong.schema.yaml.ExtensionFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MappingTextTest {
    private static final List<String> NASTY = List.of("", " ", "a: b", "a #b", "#a", "- a", "yes", "No", "null", "~", "1", "1.0", "1e3", "0x1F", "1:30", "2026-11-03", "'", "\"", "a'b", "a\"b",
            "a'b\"c\\d", "{a}", "[a]", "a,b", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a`", "a\nb", "a\tb", "\u0000", "\u0085x", "\u2028", "\uFEFFa", "𠮷野家", "=cmd|' /C calc'!A0",
            "<script>alert(1)</script>", "? a", "?", "a:", ":a", "<<", "=", ".inf", "-", "--- a", "...", "行\r\n", "off", "y", "012", "1_000", "+1", "列 ", "{{datong.inbox}}", "${x}", "row['a'] == \"b\"");

    @TestFactory
    Stream<DynamicTest> everyMappingOfTheHouseReadsBackAsItWasWritten() throws IOException {
        CodeTables tables = CodeTableFiles.standard();
        MappingFiles files = new MappingFiles(ExtensionFiles.read(Path.of("mappings/extensions"), LedgerSchema.standard(), tables).schema(), tables, Clock.systemUTC());
        try (Stream<Path> found = Files.list(Path.of("mappings"))) {
            return found.filter(file -> file.toString().endsWith(MappingFiles.SUFFIX)).toList().stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                String text = Files.readString(file);
                ObjectNode tree = MappingText.read(text).orElseThrow();
                String written = MappingText.write(MappingText.comments(text), tree);
                assertThat(MappingText.read(written)).contains(tree);
                assertThat(files.load("mappings/" + file.getFileName(), written)).isInstanceOf(Loaded.Good.class);
                assertThat(plain(written)).isEqualTo(plain(text));
            }));
        }
    }

    /** Without comments behind a line, and however its blanks and folds stand. */
    private static String plain(String text) {
        return text.lines().map(line -> line.replaceAll("\\s{2,}# .*$", "")).collect(java.util.stream.Collectors.joining("\n")).replaceAll("\\s+", " ").strip();
    }

    @Test
    void anyTextReadsBackAsKeyValueAndListMember() {
        for (String text : NASTY) {
            ObjectNode tree = JsonNodeFactory.instance.objectNode().put("key", text);
            tree.set("items", JsonNodeFactory.instance.objectNode().set("content", JsonNodeFactory.instance.objectNode().put("from", text)
                    .set("codes", JsonNodeFactory.instance.objectNode().put(text, "1").put("x", text))));
            tree.set("unused", JsonNodeFactory.instance.arrayNode().add(text).add("b"));
            assertThat(MappingText.read(MappingText.write(List.of(), tree))).as("[" + text + "]").contains(tree);
        }
    }

    @Test
    void randomTextsReadBack() {
        Random dice = new Random(7);
        String letters = "ab1:-#,[]{}'\"\\ \n\t&*!|>%@`?=.~表列０é\u00A0";
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = dice.nextInt(8); length >= 0; length--) {
                text.append(letters.charAt(dice.nextInt(letters.length())));
            }
            ObjectNode tree = JsonNodeFactory.instance.objectNode().put("key", text.toString());
            tree.set("items", JsonNodeFactory.instance.objectNode().set("title", JsonNodeFactory.instance.objectNode().put("expr", (text + " : ").repeat(20) + "x")));
            assertThat(MappingText.read(MappingText.write(List.of(), tree))).contains(tree);
        }
    }

    @Test
    void numbersAndTruthsStayWhatTheyAre() {
        ObjectNode tree = MappingText.read("retention_days: 1095\nitems:\n  is_rental: { const: true }\n  id_type: { const: '111' }\n").orElseThrow();
        assertThat(MappingText.write(List.of(), tree)).isEqualTo(MappingText.SCHEMA + "\nretention_days: 1095\nitems:\n  is_rental: { const: true }\n  id_type:   { const: '111' }\n");
    }

    @Test
    void theHeadsCommentsAreKeptAndTheOthersCounted() {
        String text = MappingText.SCHEMA + "\n# 值班电话\nsource: a   # here\nitems:\n  # there\n  title: 标题\n";
        assertThat(MappingText.comments(text)).containsExactly("# 值班电话");
        assertThat(MappingText.furtherComments(text)).isEqualTo(2);
    }
}
