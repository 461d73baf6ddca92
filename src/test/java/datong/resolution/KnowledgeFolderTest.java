package datong.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import datong.resolution.yaml.KnowledgeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnowledgeFolderTest {
    @Test
    void aBrokenFileLeavesTheLastGoodStateInForceAndSaysWhere(@TempDir Path folder) throws IOException {
        KnowledgeFolder files = new KnowledgeFolder(folder);
        Path rules = Files.createDirectories(folder.resolve("resolution")).resolve("rules.yaml");
        Files.writeString(rules, "matter_days: 9\n");
        assertThat(files.refresh()).isEmpty();
        String version = files.version();

        Files.writeString(rules, "matter_days: 9\ntext_likness: 0.7\n");
        assertThat(files.refresh()).singleElement().asString().startsWith("mappings/resolution/rules.yaml:2: 'text_likness' is not known here");
        assertThat(files.knowledge().rules().matterDays()).isEqualTo(9);
        assertThat(files.version()).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"resolution/rules.yaml|text_likeness: 0.1|expected 0.5 to 1",
        "resolution/divisions.yaml|successions: [ { from: '110199009000', to: ['110199009000'], on: 2021-01-01 } ]|cannot succeed itself",
        "resolution/divisions.yaml|successions: [ { from: '1101990', to: ['110199009000'], on: 2021-01-01 } ]|is no division code",
        "aliases/organisations.yaml|organisations: [ { code: 11110199MB00DEM265, name: 示范 } ]|is no social credit code",
        "resolution/places.yaml|places: [ { name: 晨光里 } ]|'division' is missing",
        "resolution/topics.yaml|topics: [|not YAML"})
    void eachMistakeIsRefusedWithItsReason(String file, String text, String reason, @TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);

        assertThat(new KnowledgeFolder(folder).refresh()).singleElement().asString().startsWith("mappings/" + file + ":1:").contains(reason);
    }
}
