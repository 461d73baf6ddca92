package datong.mapping.yaml;

import datong.mapping.ColumnSlots;
import datong.mapping.Expression;
import datong.mapping.MappingError;
import datong.mapping.NullWords;
import datong.mapping.cel.CelExpressions;
import datong.schema.CodeTables;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the parts of one file's compilation share: the columns named so far and the mistakes found so far. */
final class Compilation {
    final Document document;
    final ColumnSlots slots = new ColumnSlots();
    final Clock clock;
    final NullWords nullWords;
    final CodeTables codes;
    private final CelExpressions expressions;
    private final Set<String> named = new LinkedHashSet<>();
    private final List<List<String>> needed = new ArrayList<>();

    Compilation(String file, List<MappingError> errors, CelExpressions expressions, Clock clock, NullWords nullWords, CodeTables codes) {
        this.document = new Document(file, errors);
        this.expressions = expressions;
        this.clock = clock;
        this.nullWords = nullWords;
        this.codes = codes;
    }

    /** Slots of columns of which a delivery must have at least one. */
    int[] alternatives(List<String> columns) {
        needed.add(List.copyOf(columns));
        return slots(columns);
    }

    /** Slots of columns that a delivery must all have. */
    int[] all(Collection<String> columns) {
        columns.forEach(column -> needed.add(List.of(column)));
        return slots(columns);
    }

    int one(String column) {
        return all(List.of(column))[0];
    }

    /** Slot of a column that a delivery need not have. */
    int perhaps(String column) {
        return slots(List.of(column))[0];
    }

    private int[] slots(Collection<String> columns) {
        named.addAll(columns);
        return columns.stream().mapToInt(slots::of).toArray();
    }

    /** Empty, with the mistake noted, if the text is no valid expression. */
    Optional<Expression> expression(Yaml yaml) {
        try {
            Expression compiled = expressions.compile(Document.text(yaml));
            all(compiled.columns());
            return Optional.of(compiled);
        } catch (CelExpressions.Invalid invalid) {
            document.wrong(yaml.line() + invalid.line() - 1, "expression, column " + invalid.column() + ": " + invalid.getMessage());
            return Optional.empty();
        }
    }

    Optional<Expression> condition(Yaml yaml) {
        return condition("when", yaml);
    }

    /** @param key it stands under, for the mistake's words */
    Optional<Expression> condition(String key, Yaml yaml) {
        Optional<Expression> compiled = expression(yaml);
        if (compiled.isPresent() && !compiled.get().isCondition()) {
            document.wrong(yaml.line(), "'" + key + "' must be true or false, like row['column'] == 'word'");
            return Optional.empty();
        }
        return compiled;
    }

    Set<String> named() {
        return named;
    }

    List<List<String>> needed(Set<String> optional) {
        return needed.stream().filter(alternatives -> alternatives.stream().noneMatch(optional::contains)).distinct().toList();
    }
}
