package datong.mapping.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import datong.mapping.Given;
import datong.mapping.MappingError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ExampleFilesTest {
    private final ExampleFiles examples = new ExampleFiles();

    @TestFactory
    List<DynamicTest> theExamplesOfEveryMappingHold() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("mappings"))) {
            return files.filter(file -> file.toString().endsWith(MappingFiles.SUFFIX)).sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> holds(file))).toList();
        }
    }

    private void holds(Path file) {
        Loaded loaded = Given.FILES.load(file);
        assertThat(loaded).as(loaded.toString()).isInstanceOf(Loaded.Good.class);
        Path beside = file.resolveSibling(file.getFileName().toString().replace(MappingFiles.SUFFIX, ExampleFiles.SUFFIX));
        assertThat(beside).as("a mapping is documented by examples; write " + beside).exists();
        assertThat(examples.run(((Loaded.Good) loaded).mapping(), beside)).isEmpty();
    }

    @Test
    void aFailureNamesItsLineAndBothValues() {
        assertThat(failures("- name: x\n  row: { 编号: A1, 标题: 路灯 }\n  expect:\n    title: 井盖\n"))
                .containsExactly("x.examples.yaml:4: expected title '井盖' but it is '路灯'");
    }

    @Test
    void aColumnTheMappingDoesNotNameGetsASuggestion() {
        assertThat(failures("- name: x\n  row:\n    编号: A1\n    标题名: 路灯\n"))
                .containsExactly("x.examples.yaml:4: the mapping names no column '标题名'; did you mean '标题'?");
    }

    @Test
    void aRejectionThatNobodyExpectedFails() {
        assertThat(failures("- name: x\n  row: { 标题: 路灯 }\n"))
                .containsExactly("x.examples.yaml:1: expected rejected nothing but it is [KEY_MISSING]");
    }

    @Test
    void aKeyThatNoExampleHasIsRefused() {
        assertThat(failures("- name: x\n  row: { 编号: A1 }\n  expects: { title: 1 }\n"))
                .containsExactly("x.examples.yaml:3: unknown key 'expects'; did you mean 'expect'?");
    }

    private List<String> failures(String text) {
        return examples.run(Given.item("title: 标题"), "x.examples.yaml", text).stream().map(MappingError::toString).toList();
    }
}
