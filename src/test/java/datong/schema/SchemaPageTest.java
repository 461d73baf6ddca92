package datong.schema;

import static org.assertj.core.api.Assertions.assertThat;

import datong.schema.constraint.Flagged;
import datong.schema.yaml.CodeTableFiles;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** docs/SCHEMA.md is written from the records; {@code -Ddatong.regenerate=true} writes it anew. */
class SchemaPageTest {
    private static final Path PAGE = Path.of("docs/SCHEMA.md");

    @Test
    void thePageSaysWhatTheRecordsSay() throws IOException {
        String page = page();
        if (Boolean.getBoolean("datong.regenerate")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).as("docs/SCHEMA.md is stale: run mvn test -Dtest=SchemaPageTest -Ddatong.regenerate=true").isEqualTo(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # The ledger's schema

                Written from the records in `datong.schema` by `SchemaPageTest`; do not edit. Six elements carry the items below, and every record
                carries the envelope. A district adds items of its own in `mappings/extensions/*.yaml` (JSON Schema: `schema/extension.schema.json`).

                **Level**: L1 public, L2 internal, L3 restricted, L4 highly restricted; L3 and L4 are encrypted at rest. **Personal**: how the item relates to a
                natural person. **Publication**: what a publication does with it unless it says otherwise. **Checks** in brackets only flag a record,
                the others reject it. `lookup` items are found by equality through a keyed blind index. Items marked *off* stay off until a duty list needs them.

                """);
        for (Element element : Element.values()) {
            page.append("## ").append(element.chinese()).append(" `").append(element.code()).append("`\n\n");
            table(page, element.type());
        }
        page.append("## Envelope\n\n");
        table(page, Envelope.class);
        codes(page);
        return page.toString();
    }

    private static void table(StringBuilder page, Class<? extends Record> type) {
        page.append("| item | 中文 | English | type | level | personal | publication | checks |\n|---|---|---|---|---|---|---|---|\n");
        RecordComponent[] components = type.getRecordComponents();
        List<ItemDefinition> items = ItemReflection.items(type);
        for (ItemDefinition item : items) {
            page.append("| `%s` | %s | %s | %s | %s | %s | %s | %s |%n".formatted(item.name(), item.chinese(), item.english(), word(item.type()), item.level(),
                    item.personalData() == PersonalData.NONE ? "" : word(item.personalData()), word(item.publish()),
                    checks(type, components[item.ordinal()], item)));
        }
        page.append('\n');
    }

    private static String checks(Class<?> type, RecordComponent component, ItemDefinition item) {
        List<String> checks = new ArrayList<>();
        try {
            for (Annotation annotation : type.getDeclaredField(component.getName()).getAnnotations()) {
                String check = check(annotation);
                if (!check.isEmpty()) {
                    checks.add(flagged(annotation) ? "[" + check + "]" : check);
                }
            }
        } catch (NoSuchFieldException unreachable) {
            throw new IllegalStateException(unreachable);
        }
        item.codeTable().ifPresent(table -> checks.add("codes [" + table + "](#" + table + ")"));
        if (item.lookup()) {
            checks.add("lookup");
        }
        if (item.offByDefault()) {
            checks.add("*off*");
        }
        return String.join(", ", checks);
    }

    private static String check(Annotation annotation) {
        return switch (annotation) {
            case jakarta.validation.constraints.NotNull required -> "required";
            case jakarta.validation.constraints.Size size -> (size.min() > 0 ? size.min() + " to " : "at most ") + size.max() + " characters";
            case jakarta.validation.constraints.PositiveOrZero positive -> "0 or more";
            case jakarta.validation.constraints.PastOrPresent past -> "not in the future";
            case jakarta.validation.constraints.DecimalMin least -> "at least " + least.value();
            case jakarta.validation.constraints.DecimalMax most -> "at most " + most.value();
            default -> annotation.annotationType().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        };
    }

    private static boolean flagged(Annotation annotation) {
        try {
            Object payload = annotation.annotationType().getMethod("payload").invoke(annotation);
            return List.of((Class<?>[]) payload).contains(Flagged.class);
        } catch (ReflectiveOperationException noConstraint) {
            return false;
        }
    }

    private static void codes(StringBuilder page) {
        page.append("## Code tables\n\nFiles `src/main/resources/codes/<table>.yaml`.\n\n");
        for (CodeTable table : CodeTableFiles.standard().all()) {
            page.append("### ").append(table.name()).append("\n\n").append(table.chinese()).append(" · ").append(table.english())
                    .append(" · ").append(table.standard()).append("\n\n");
            List<String> entries = table.entries().stream().map(entry -> "`" + entry.code() + "` " + entry.chinese() + " " + entry.english()).toList();
            page.append(String.join(" · ", entries)).append("\n\n");
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
