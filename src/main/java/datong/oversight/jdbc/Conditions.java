package datong.oversight.jdbc;

import datong.oversight.Question;
import datong.oversight.Question.Part;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A question as SQL, of cells or of events. */
final class Conditions {
    private final List<String> texts = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** What cells can tell: all but persons, cases and findings. */
    static Conditions ofCells(Question question) {
        Conditions conditions = new Conditions();
        question.start().ifPresent(from -> conditions.add("hour >= date_trunc('hour', ?::timestamptz, 'UTC')", from));
        question.end().ifPresent(to -> conditions.add("hour < ?", to));
        question.parts().forEach((part, value) -> conditions.common(part, value, "items", "scene"));
        return conditions;
    }

    /** Of days, for a question about a time and a decision. */
    static Conditions ofDays(Question question) {
        Conditions conditions = new Conditions();
        question.from().ifPresent(from -> conditions.add("day >= ?", from));
        question.to().ifPresent(to -> conditions.add("day <= ?", to));
        question.parts().forEach((part, value) -> conditions.add("decision = ?", value));
        return conditions;
    }

    static Conditions ofEvents(Question question) {
        Conditions conditions = new Conditions();
        question.start().ifPresent(from -> conditions.add("at >= ?", from));
        question.end().ifPresent(to -> conditions.add("at < ?", to));
        question.parts().forEach((part, value) -> conditions.common(part, value, Cells.ITEMS, Cells.SCENE));
        return conditions;
    }

    private void common(Part part, String value, String items, String scene) {
        switch (part) {
            case ACTOR, ORGANISATION, DATASET, PURPOSE, KIND, DECISION -> add(part.word() + " = ?", value);
            case SCENE -> add(scene + " = ?", value);
            case ITEM -> add("position(? IN " + items + ") > 0", '"' + value + '"');
            case RULE -> add("rule IN (SELECT name FROM oversight.margin WHERE part = 'rule' AND position(lower(?) IN lower(name)) > 0)", value);
            case CASE -> add("case_number = ?", value);
            case PERSON -> { }
        }
    }

    Conditions add(String text, Object... given) {
        texts.add(text);
        for (Object value : given) {
            values.add(switch (value) {
                case Instant instant -> instant.atOffset(ZoneOffset.UTC);
                case String words -> words.replace('\0', '\uFFFD');
                default -> value;
            });
        }
        return this;
    }

    String where() {
        return texts.isEmpty() ? "" : " WHERE " + String.join(" AND ", texts);
    }

    List<Object> values() {
        return values;
    }
}
