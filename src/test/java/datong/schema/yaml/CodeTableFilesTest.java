package datong.schema.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import datong.schema.CodeTable;
import datong.schema.CodeTables;
import datong.schema.Element;
import datong.schema.LedgerSchema;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CodeTableFilesTest {
    private final CodeTables tables = CodeTableFiles.standard();

    @Test
    void everyTableIsNamedAsItsFileAndEveryEntryHasBothLabels() {
        assertThat(tables.all()).hasSize(37).allSatisfy(table -> {
            assertThat(table.entries()).isNotEmpty().doesNotHaveDuplicates();
            assertThat(table.standard()).isNotBlank();
            assertThat(table.entries()).allSatisfy(entry -> assertThat(entry.chinese().isBlank() || entry.english().isBlank()).isFalse());
        });
    }

    @Test
    void everyCodeFitsTheItemThatHoldsIt() {
        for (Element element : Element.values()) {
            LedgerSchema.standard().element(element).items().stream()
                    .filter(item -> item.codeTable().isPresent() && item.maxLength() > 0)
                    .forEach(item -> assertThat(tables.find(item.codeTable().orElseThrow()).orElseThrow().entries())
                            .as(element.code() + "." + item.name())
                            .allSatisfy(entry -> assertThat(entry.code()).hasSizeLessThanOrEqualTo(item.maxLength())));
        }
    }

    @Test
    void labelsComeInBothLanguages() {
        assertThat(tables.label("sex", "2", Locale.ENGLISH)).isEqualTo("Female");
        assertThat(tables.label("sex", "2", Locale.CHINA)).isEqualTo("女");
        assertThat(tables.label("sex", "7", Locale.CHINA)).isEqualTo("7");
        assertThat(tables.label("no_such_table", "7", Locale.CHINA)).isEqualTo("7");
    }

    @Test
    void codesOfTheStandardsAreThere() {
        assertThat(tables.contains("ethnicity", "56")).isTrue();
        assertThat(tables.contains("ethnicity", "57")).isFalse();
        assertThat(tables.contains("seven_five", "N5")).isTrue();
        assertThat(tables.find("sex").flatMap(table -> table.codeOf("男"))).contains("1");
        assertThat(tables.find("urgency").map(CodeTable::entries).orElseThrow()).hasSize(4);
    }
}
