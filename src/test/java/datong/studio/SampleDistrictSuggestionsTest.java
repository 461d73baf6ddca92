package datong.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import datong.mapping.yaml.MappingText;
import datong.sample.SampleDistrict;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.source.Format;
import datong.source.StreamingReaders;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each file source of the sample district, suggested by the words and by the other mappings of the house, against its own mapping. */
class SampleDistrictSuggestionsTest {
    private static final Format ANY = new Format(Format.Type.AUTO, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), 0, List.of(), List.of("合计", "小计"));

    @Test
    void mostColumnsOfASourceGetTheItemOfItsOwnMappingFromTheOthers(@TempDir Path inbox) throws IOException, UnreadableSource {
        SampleDistrict district = new SampleDistrict(1, 4_000);
        district.writeTo(inbox);
        List<String> misses = new ArrayList<>();
        int plain = 0;
        int right = 0;
        int elements = 0;
        List<String> sources = district.fileSources().stream().filter(source -> !source.equals("online-opinion")).toList();
        for (String source : sources) {
            List<HouseUse> others = House.usesWithout(source);
            JsonNode own = MappingText.read(House.text(Path.of("mappings", source + ".mapping.yaml"))).orElseThrow();
            Sampled sample = new Sampling(new StreamingReaders(), House.vocabulary(others)).take(first(inbox.resolve(source)), "sample", ANY, 300);
            List<ColumnProfile> columns = Profiler.profile(sample);
            Element element = Element.of(own.path("element").asText()).orElseThrow();
            Suggester suggester = House.suggester(others);
            elements += suggester.propose(own.path("dataset").path("name").path("zh").asText(), columns).element() == element ? 1 : 0;
            Proposal proposal = suggester.propose(element, "", columns);
            ColumnUses uses = new ColumnUses(own);
            for (ColumnProfile column : columns) {
                boolean otherwise = uses.item(column.header()).isEmpty() && !uses.unused(column.header());
                if (!otherwise) {
                    plain++;
                    String wanted = uses.item(column.header()).orElse("-");
                    String first = proposal.chosen().get(column.index()).item().map(ItemName::value).orElse("-");
                    right += first.equals(wanted) ? 1 : 0;
                    if (!first.equals(wanted)) {
                        misses.add(source + " " + column.header() + ": wanted " + wanted + ", got " + first);
                    }
                }
            }
        }
        String figures = "%d columns, %d right (%.3f); element right %d of %d".formatted(plain, right, right / (double) plain, elements, sources.size());
        System.err.println(figures + "\n" + String.join("\n", misses));
        assertThat(right / (double) plain).as(figures + "\n" + String.join("\n", misses)).isGreaterThan(0.75);
    }

    private static Path first(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
    }
}
