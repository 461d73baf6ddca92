package datong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import datong.SharedData;
import datong.mapping.yaml.Loaded;
import datong.source.RawRecord;
import datong.source.RecordReader;
import datong.source.StreamingReaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers of published Open311 servers fit the mapping as they are. */
class Open311FixturesTest {
    @Test
    void requestsOfAPublishedServerAreMappedWithoutAProblem() throws Exception {
        Path file = SharedData.folder("open311-fixtures").resolve("open311status/spec/fixtures/service_requests.json");
        CompiledMapping mapping = ((Loaded.Good) Given.FILES.load("mappings/open311.mapping.yaml", Files.readString(Path.of("mappings/open311.mapping.yaml")))).mapping();
        try (RecordReader reader = new StreamingReaders().open(file, mapping.format())) {
            List<RawRecord> records = reader.next(100);
            assertThat(records).hasSize(2);
            assertThat(mapping.check(records.getFirst().columns())).isEqualTo(new Mapping.Header.Fits());
            assertThat(records).allSatisfy(record -> assertThat(mapping.map(record).getFirst().problems()).isEmpty());
            assertThat(mapping.map(records.getFirst()).getFirst().sourceKey()).contains("14-01100669");
        }
    }
}
