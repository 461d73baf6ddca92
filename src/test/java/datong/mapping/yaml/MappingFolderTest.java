package datong.mapping.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import datong.mapping.Given;
import datong.mapping.Mapping;
import datong.schema.DatasetCode;
import datong.schema.LedgerSchema;
import datong.schema.yaml.CodeTableFiles;
import datong.schema.yaml.ExtensionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingFolderTest {
    @TempDir
    private Path parent;
    private Path file;
    private MappingFolder folder;

    @BeforeEach
    void aFolderWithOneGoodMapping() throws IOException {
        file = Files.createDirectory(parent.resolve("mappings")).resolve("probe.mapping.yaml");
        Files.writeString(file, Given.HEAD);
        folder = new MappingFolder(file.getParent(), Given.FILES);
        folder.refresh();
    }

    @Test
    void aGoodMappingIsInForceWithItsTextAndDataset() {
        assertThat(folder.find("probe")).map(Mapping::version).contains("1.0.0");
        assertThat(folder.inForce("probe").orElseThrow().text()).isEqualTo(Given.HEAD);
        assertThat(folder.datasets().find(new DatasetCode("probe"))).isPresent();
        assertThat(folder.problems()).isEmpty();
    }

    @Test
    void aChangedFileGoesLiveAndListenersHear() throws IOException {
        List<MappingFolder.Reloaded> heard = new ArrayList<>();
        folder.onReload(heard::add);
        Files.writeString(file, Given.HEAD.replace("1.0.0", "1.1.0"));

        folder.refresh();
        folder.refresh();

        assertThat(folder.find("probe")).map(Mapping::version).contains("1.1.0");
        assertThat(heard).containsExactly(new MappingFolder.Reloaded(List.of("probe"), List.of(), List.of()));
    }

    @Test
    void aMappingIsCompiledAnewWhenTheSchemaChangesThoughItsFileDidNot() throws IOException {
        Path extensions = Files.createDirectory(parent.resolve("extensions"));
        ExtensionFolder schema = new ExtensionFolder(extensions, LedgerSchema.standard(), CodeTableFiles.standard());
        folder = new MappingFolder(file.getParent(), new MappingFiles(schema::schema, schema::codeTables, Given.CLOCK));
        Files.writeString(file, Given.HEAD + "  noise_db: 噪声\n");
        folder.refresh();
        assertThat(folder.problems()).singleElement().asString().contains("no item 'noise_db'");

        Files.writeString(extensions.resolve("noise.yaml"), "element: matter\nitems:\n  noise_db: { chinese: 噪声, english: Noise, type: decimal }\n");
        schema.refresh();
        folder.refresh();
        assertThat(folder.problems()).isEmpty();
        Mapping inForce = folder.find("probe").orElseThrow();

        folder.refresh();
        assertThat(folder.find("probe")).as("nothing changed").containsSame(inForce);
        Files.delete(extensions.resolve("noise.yaml"));
        schema.refresh();
        folder.refresh();
        assertThat(folder.problems()).singleElement().asString().contains("no item 'noise_db'");
        assertThat(folder.find("probe")).as("the last good one stays").containsSame(inForce);
    }

    @Test
    void aBrokenFileLeavesTheLastGoodInForce() throws IOException {
        Files.writeString(file, Given.HEAD.replace("version: 1.0.0", "version: one"));

        folder.refresh();

        assertThat(folder.find("probe")).map(Mapping::version).contains("1.0.0");
        assertThat(folder.problems()).singleElement().asString().startsWith("mappings/probe.mapping.yaml:3: 'version'");
    }

    @Test
    void aMendedFileClearsItsProblems() throws IOException {
        Files.writeString(file, "source: [");
        folder.refresh();
        Files.writeString(file, Given.HEAD);

        folder.refresh();

        assertThat(folder.problems()).isEmpty();
    }

    @Test
    void aDeletedFileEndsItsMapping() throws IOException {
        Files.delete(file);

        assertThat(folder.refresh().removed()).containsExactly("probe");
        assertThat(folder.find("probe")).isEmpty();
        assertThat(folder.datasets().all()).isEmpty();
    }

    @Test
    void twoSourcesMayFeedOneDataset() throws IOException {
        second("element: matter", "dataset: { code: probe }");

        folder.refresh();

        assertThat(folder.datasets().all()).singleElement().satisfies(dataset -> assertThat(dataset.sources()).containsExactlyInAnyOrder("probe", "second"));
    }

    @Test
    void aDatasetOfAnotherProviderIsRefused() throws IOException {
        second("provider: 12110199MB00DEM34U", "dataset: { code: probe }");

        folder.refresh();

        assertThat(folder.find("second")).isEmpty();
        assertThat(folder.problems()).singleElement().asString()
                .isEqualTo("mappings/second.mapping.yaml:1: dataset 'probe' stands in mappings/probe.mapping.yaml with another element, provider or sharing attribute; give this one a 'code' of its own");
    }

    @Test
    void aFolderThatDoesNotExistHoldsNoMappings() {
        MappingFolder none = new MappingFolder(parent.resolve("none"), Given.FILES);

        none.refresh();

        assertThat(none.all()).isEmpty();
    }

    private void second(String line, String dataset) throws IOException {
        String key = line.substring(0, line.indexOf(':'));
        String text = Given.HEAD.replace("source: probe", "source: second").replaceAll("(?m)^" + key + ": .*$", line);
        Files.writeString(file.resolveSibling("second.mapping.yaml"), dataset + "\n" + text);
    }
}
