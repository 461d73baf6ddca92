package datong.schema.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtensionFolderTest {
    private static final String NOISE = "element: matter\nitems:\n  noise_db: { chinese: 噪声, english: Noise, type: decimal, level: L1 }\n";
    private static final String SOURCE = "element: matter\nitems:\n  noise_source: { chinese: 来源, english: Source, type: string, codes: { TRADE: 商业 } }\n";
    @TempDir
    Path parent;
    private Path folder;
    private ExtensionFolder extensions;

    @BeforeEach
    void aFolderWithOneItem() throws IOException {
        folder = Files.createDirectories(parent.resolve("mappings/extensions"));
        write("noise.yaml", NOISE);
        extensions = new ExtensionFolder(folder, LedgerSchema.standard(), CodeTableFiles.standard());
    }

    @Test
    void aFileThatIsAddedGoesLiveWithItsCodes() throws IOException {
        write("source.yaml", SOURCE);
        extensions.refresh();

        assertThat(items()).containsExactly("noise_db", "noise_source");
        assertThat(extensions.codeTables().contains("matter.noise_source", "TRADE")).isTrue();
    }

    @Test
    void aBrokenFileIsRefusedAndItsLastGoodVersionStaysWhileOthersGoLive() throws IOException {
        LedgerSchema before = extensions.schema();
        write("noise.yaml", NOISE.replace("decimal", "decimel"));
        extensions.refresh();
        assertThat(extensions.problems()).singleElement().asString().startsWith("mappings/extensions/noise.yaml:3: 'type'").contains("did you mean 'decimal'");
        assertThat(extensions.schema()).as("not a new schema").isSameAs(before);

        write("source.yaml", SOURCE);
        extensions.refresh();
        assertThat(items()).containsExactly("noise_db", "noise_source");
        assertThat(extensions.problems()).hasSize(1);

        write("noise.yaml", NOISE);
        extensions.refresh();
        assertThat(extensions.problems()).isEmpty();
    }

    @Test
    void aDeletedFileEndsButItsCodesStayForLastGoodMappings() throws IOException {
        write("source.yaml", SOURCE);
        extensions.refresh();
        Files.delete(folder.resolve("source.yaml"));
        extensions.refresh();

        assertThat(items()).containsExactly("noise_db");
        assertThat(extensions.codeTables().contains("matter.noise_source", "TRADE")).isTrue();
    }

    @Test
    void anItemThatWouldBeStoredOtherwiseIsRefusedWithItsLine() throws IOException {
        write("noise.yaml", NOISE.replace("level: L1", "level: L3"));
        extensions.refresh();
        assertThat(extensions.problems()).singleElement().asString().startsWith("mappings/extensions/noise.yaml:3: 'noise_db' is in force with another type");

        write("noise.yaml", NOISE.replace("level: L1", "level: L2"));
        extensions.refresh();
        assertThat(extensions.problems()).isEmpty();
    }

    @Test
    void whatIsDerivedIsMadeAnewOnlyWhenSomethingChanged() throws IOException {
        Supplier<Object> derived = extensions.derived(inForce -> new Object());
        Object first = derived.get();
        extensions.refresh();
        assertThat(derived.get()).isSameAs(first);

        write("source.yaml", SOURCE);
        extensions.refresh();
        assertThat(derived.get()).isNotSameAs(first);
    }

    private List<String> items() {
        return extensions.schema().element(Element.MATTER).extensions().stream().map(item -> item.definition().name()).map(ItemName::value).toList();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
