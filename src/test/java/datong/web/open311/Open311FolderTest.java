package datong.web.open311;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.policy.yaml.PolicyRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Open311FolderTest {
    static final String FILE = "dataset: hotline\nas: open-data\npurpose: STATISTICS.OPEN\nservice:\n  item: channel\n  codes:\n    WEB: { name: Web }\n    MAIL: { name: Mail, description: Letters, group: Paper }\n";
    @TempDir
    Path folder;

    @Test
    void withoutAFileNothingIsPublicAndADeletedOneShutsTheDoor() throws IOException {
        Open311Folder public311 = new Open311Folder(folder.resolve("absent"));
        assertThat(public311.refresh()).isEmpty();
        assertThat(public311.offer()).isEmpty();
        Open311Folder there = new Open311Folder(folder);
        Path file = Files.writeString(folder.resolve("a.open311.yaml"), FILE);
        assertThat(there.refresh()).isEmpty();
        assertThat(there.offer().orElseThrow().services()).extracting(Open311Offer.Service::code).containsExactly("WEB", "MAIL");
        Files.delete(file);
        assertThat(there.refresh()).isEmpty();
        assertThat(there.offer()).isEmpty();
    }

    @Test
    void aFileThatIsNotUnderstoodIsRefusedAndTheLastGoodOneStays() throws IOException {
        Open311Folder there = new Open311Folder(folder);
        Path file = Files.writeString(folder.resolve("a.open311.yaml"), FILE);
        there.refresh();
        Files.writeString(file, FILE + "everything: true\n");
        assertThat(there.refresh()).singleElement().asString().contains("open311/a.open311.yaml:9", "unknown key");
        assertThat(there.offer()).isPresent();
        Files.writeString(file, FILE);
        Files.writeString(folder.resolve("b.open311.yaml"), FILE);
        assertThat(there.refresh()).singleElement().asString().contains("one file");
    }

    @Test
    void placesAreNotToldExactly() {
        assertThatThrownBy(() -> Open311Folder.read("open311/x", FILE + "coordinates: 4\n")).isInstanceOf(PolicyRefused.class);
        assertThat(Open311Folder.read("open311/x", FILE + "coordinates: 2\n").coordinates()).hasValue(2);
        assertThat(Open311Folder.read("open311/x", FILE).coordinates()).isEmpty();
    }

    @Test
    void theExampleOfThePoliciesReads() throws IOException {
        assertThat(Open311Folder.read("open311/example", Files.readString(Path.of("policies/open311/hotline-12345.open311.yaml.off"))).services()).isNotEmpty();
    }
}
