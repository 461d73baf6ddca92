package datong.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern KEY = Pattern.compile("#\\{([a-z0-9][A-Za-z0-9.-]*)");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    @Test
    void everyStringStandsInBothLanguages() throws IOException {
        assertThat(messages("zh").stringPropertyNames()).isEqualTo(messages("en").stringPropertyNames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void noKeyStandsTwice(String language) throws IOException {
        List<String> keys = Files.readAllLines(RESOURCES.resolve("i18n/messages_" + language + ".properties")).stream().filter(line -> line.contains("=") && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')).strip()).toList();
        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void everyKeyThatATemplateNamesExists() throws IOException {
        assertThat(messages("zh").stringPropertyNames()).containsAll(named());
    }

    @Test
    void englishHoldsNoChinese() throws IOException {
        assertThat(messages("en").values()).noneMatch(text -> HAN.matcher(text.toString()).find());
    }

    @Test
    void onlyWhatWasMeasuredIsCalledAnonymous() throws IOException {
        assertThat(Stream.of(messages("zh"), messages("en")).flatMap(one -> one.entrySet().stream()).filter(one -> !one.getKey().equals("risk.anonymised"))
                .map(one -> one.getValue().toString()))
                .noneMatch(text -> text.toLowerCase().contains("anonym") || text.contains("匿名") || text.contains("交换平台"));
    }

    private static Set<String> named() throws IOException {
        try (Stream<Path> templates = Files.list(RESOURCES.resolve("templates"))) {
            return templates.flatMap(template -> KEY.matcher(text(template)).results()).map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static Properties messages(String language) throws IOException {
        Properties messages = new Properties();
        try (Reader reader = Files.newBufferedReader(RESOURCES.resolve("i18n/messages_" + language + ".properties"), StandardCharsets.UTF_8)) {
            messages.load(reader);
        }
        return messages;
    }
}
