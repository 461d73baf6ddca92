package datong.schema.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import datong.schema.CodeTables;
import datong.schema.Element;
import datong.schema.ElementSchema;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ItemType;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtensionFilesTest {
    private static final CodeTables TABLES = CodeTableFiles.standard();

    @TempDir
    private Path folder;

    @Test
    void theSampleFileExtendsMatters() {
        Extensions extensions = ExtensionFiles.read(Path.of("mappings/extensions"), LedgerSchema.standard(), TABLES);
        assertThat(extensions.errors()).isEmpty();
        ElementSchema matter = extensions.schema().element(Element.MATTER);
        ItemDefinition noise = matter.item(new ItemName("noise_db")).orElseThrow();
        assertThat(noise.extension()).isTrue();
        assertThat(noise.type()).isEqualTo(ItemType.DECIMAL);
        assertThat(noise.ordinal()).isGreaterThanOrEqualTo(matter.standardItems());
        assertThat(matter.items().get(noise.ordinal())).isSameAs(noise);
        assertThat(extensions.codeTables().contains("matter.noise_source", "DANCE")).isTrue();
        assertThat(matter.item(new ItemName("patrol_officer")).orElseThrow().level()).isEqualTo(Level.L3);
    }

    @Test
    void aFolderThatIsNotThereAddsNothing() {
        assertThat(ExtensionFiles.read(folder.resolve("none"), LedgerSchema.standard(), TABLES).errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "element: mater | 1 | did you mean 'matter'",
        "elemen: matter | 1 | did you mean 'element'",
        "element: matter~items:~  noise: { chinese: 噪声, english: Noise, type: numbr } | 3 | 'type' is one of",
        "element: matter~items:~  noise: { chinese: 噪声, english: Noise, type: decimal, lvel: L2 } | 3 | did you mean 'level'",
        "element: matter~items:~  title: { chinese: 噪声, english: Noise, type: string } | 3 | has an item 'title' already",
        "element: matter~items:~  batch_id: { chinese: 噪声, english: Noise, type: string } | 3 | has an item 'batch_id' already",
        "element: matter~items:~  Noise: { chinese: 噪声, english: Noise, type: string } | 3 | lower-case letters",
        "element: matter~items:~  noise:~    chinese: 噪声~    english: Noise~    type: string~    personal: direct~    level: L2 | 8 | at least 'level: L3'",
        "element: matter~items:~  noise: { chinese: 噪声, english: Noise, type: string, codes: urgencyy } | 3 | did you mean 'urgency'",
        "element: matter~items:~  noise: { chinese: 噪声, english: Noise, type: string, pattern: '[' } | 3 | not a regular expression",
        "element: matter~items:~  noise: { chinese: 噪声, english: Noise, type: string, min: 1 } | 3 | 'min' is a number",
        "element: matter~items:~  noise: { chinese: 噪声, type: string } | 3 | 'english' is missing",
        "element: matter~items: [ | 2 | not YAML"
    })
    void aMistakeIsNamedWithItsLineAndASuggestion(String text, int line, String message) throws IOException {
        Files.writeString(folder.resolve("wrong.extension.yaml"), text.replace("~", "\n"));
        Extensions extensions = ExtensionFiles.read(folder, LedgerSchema.standard(), TABLES);
        assertThat(extensions.errors()).isNotEmpty().anySatisfy(error -> {
            assertThat(error.message()).contains(message);
            assertThat(error.toString()).contains("wrong.extension.yaml:" + line + ": ");
        });
        assertThat(extensions.schema().element(Element.MATTER).extensions()).isEmpty();
    }

    @Test
    void aFileWithAMistakeLeavesTheOthersInForce() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "element: thing\nitems:\n  depth_m: { chinese: 深度, english: Depth, type: decimal }\n");
        Files.writeString(folder.resolve("b.yaml"), "element: thing\nitems:\n  depth_m: { chinese: 深度, english: Depth, type: decimal }\n");
        Files.writeString(folder.resolve("c.yaml"), "element: thing\nitems:\n  width_m: { chinese: 宽度, english: Width, type: decimal }\n");
        Extensions extensions = ExtensionFiles.read(folder, LedgerSchema.standard(), TABLES);
        assertThat(extensions.errors()).hasSize(1);
        assertThat(extensions.schema().element(Element.THING).extensions()).hasSize(2);
    }
}
