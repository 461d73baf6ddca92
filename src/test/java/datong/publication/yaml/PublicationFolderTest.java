package datong.publication.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import datong.policy.Treatment;
import datong.publication.Publication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

class PublicationFolderTest {
    private static final String GOOD = """
            dataset: hotline-12345
            recipient: { organisation: 11110199MB00DEN73M, class: open-data }
            purpose: STATISTICS.OPEN
            items:
              title:
              reported_at: generalise:3
            filter: [ { item: status, operator: in, values: [CLOSED, HUNG] } ]
            format: csv
            """;
    @TempDir
    Path folder;

    @Test
    void aFileIsReadAsItIsWritten() throws IOException {
        Publication publication = taken(GOOD);
        assertThat(publication.name()).isEqualTo("open");
        assertThat(publication.recipient()).isEqualTo(new Publication.To("11110199MB00DEN73M", "open-data"));
        assertThat(publication.items()).extracting(Publication.PublishedItem::override)
                .containsExactly(Optional.empty(), Optional.of(new Treatment.Generalise(3)));
        assertThat(publication.conditions()).singleElement().extracting(Publication.Condition::values).isEqualTo(List.of("CLOSED", "HUNG"));
        assertThat(publication.format()).isEqualTo(Publication.Format.CSV);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "purpose: STATISTICS.OPEN | prupose: STATISTICS.OPEN | 3 | unknown key 'prupose' in a publication",
        "generalise:3 | blur | 6 | not a treatment",
        "operator: in | operator: like | 7 | 'like' is no operator",
        "title: | Title: | 5 | 'Title'",
        "format: csv | format: xls | 8 | 'format' must be csv, parquet or both",
        "values: [CLOSED, HUNG] | other: 1 | 7 | unknown key 'other' in a condition",
        "class: open-data | group: x | 2 | unknown key 'group' in recipient",
        "reported_at: | title: | 6 | 'title' stands here twice",
        "dataset: hotline-12345 | dataset: [ | 1 | not YAML",
    })
    void aMistakeIsNamedWithFileAndLine(String good, String bad, int line, String message) throws IOException {
        Files.writeString(folder.resolve("open.publication.yaml"), GOOD.replace(good, bad));
        PublicationFolder publications = new PublicationFolder(folder);
        assertThat(publications.refresh()).anySatisfy(problem -> {
            assertThat(problem.toString()).startsWith("policies/publications/open.publication.yaml:" + (message.equals("not YAML") ? "" : line + ": "));
            assertThat(problem.message()).contains(message);
        });
        assertThat(publications.all()).isEmpty();
    }

    @Test
    void theLastGoodFileStaysInForceAndADeletedOneDoesNot() throws IOException {
        Path file = folder.resolve("open.publication.yaml");
        Files.writeString(file, GOOD);
        PublicationFolder publications = new PublicationFolder(folder);
        publications.refresh();
        Files.writeString(file, "nonsense");
        assertThat(publications.refresh()).isNotEmpty();
        assertThat(publications.find("open")).isPresent();
        Files.delete(file);
        assertThat(publications.refresh()).isEmpty();
        assertThat(publications.find("open")).isEmpty();
    }

    @Test
    void thePublicationsOfTheSampleDistrictAreGoodAndFollowTheirSchema() throws IOException {
        Path samples = Path.of("policies/publications");
        PublicationFolder publications = new PublicationFolder(samples);
        assertThat(publications.refresh()).isEmpty();
        assertThat(publications.all()).isNotEmpty();
        String schema = Files.readString(Path.of("src/main/resources/schema/publication.schema.json"));
        for (Publication publication : publications.all()) {
            Object yaml = new Yaml().load(Files.readString(samples.resolve(publication.name() + ".publication.yaml")));
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema)
                    .validate(new ObjectMapper().writeValueAsString(yaml), InputFormat.JSON)).as(publication.name()).isEmpty();
        }
    }

    private Publication taken(String text) throws IOException {
        Files.writeString(folder.resolve("open.publication.yaml"), text);
        PublicationFolder publications = new PublicationFolder(folder);
        assertThat(publications.refresh()).isEmpty();
        return publications.find("open").orElseThrow();
    }
}
