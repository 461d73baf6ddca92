package datong;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/SYSTEMS.md and docs/CHANNELS.md name channels that exist, and every channel is named. */
class SystemsPageTest {
    @Test
    void everySystemHasItsRow() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs/SYSTEMS.md")).stream().filter(line -> line.startsWith("| SYS-")).map(line -> line.substring(2, 8)).toList();
        assertThat(rows).isEqualTo(IntStream.rangeClosed(1, 32).mapToObj("SYS-%02d"::formatted).toList());
    }

    @Test
    void everyChannelServesASystem() throws IOException {
        String page = Files.readString(Path.of("docs/SYSTEMS.md"));
        assertThat(integrations()).allSatisfy(channel -> assertThat(page).contains("`" + channel + "`"));
    }

    @Test
    void everyChannelThatThePageOfChannelsNamesExists() throws IOException {
        String table = Files.readString(Path.of("docs/CHANNELS.md")).split("## Channels that stand ready")[1];
        List<String> named = Pattern.compile("(?m)^\\| `([a-z0-9-]+)`").matcher(table).results().map((MatchResult found) -> found.group(1)).toList();
        assertThat(named).isNotEmpty().isSubsetOf(integrations());
    }

    private static List<String> integrations() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("integrations"))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".camel.yaml")).map(name -> name.replace(".camel.yaml", "")).sorted().toList();
        }
    }
}
