package datong.statistics;

import datong.ledger.EntryId;
import datong.ledger.Selection;
import datong.ledger.SubjectId;
import datong.ledger.Surveys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Versions of records in memory; knows equality and order of texts, and divisions. */
final class MemorySurveys implements Surveys {
    final List<Stored> stored = new ArrayList<>();
    int runs;

    record Stored(String id, int person, Map<String, Object> values, Instant from, Instant to) {}

    void add(int number, int person, Instant from, Map<String, Object> values) {
        stored.add(new Stored("01JAAAAAAAAAAAAAAAAA%06d".formatted(number), person, values, from, Instant.MAX));
    }

    /** The record has these values from now on. */
    void change(int number, Instant at, Map<String, Object> values) {
        int index = stored.size() - 1;
        while (!stored.get(index).id().endsWith("%06d".formatted(number))) {
            index--;
        }
        Stored before = stored.get(index);
        stored.set(index, new Stored(before.id(), before.person(), before.values(), before.from(), at));
        add(number, before.person(), at, values);
    }

    @Override
    public void run(Survey survey, Consumer<Version> versions) {
        runs++;
        Comparator<Stored> byRecord = Comparator.comparing(Stored::id).thenComparing(Stored::from);
        stored.stream().filter(one -> !one.from().isAfter(survey.to()) && one.to().isAfter(survey.from()))
                .sorted(survey.order() == Order.BY_PERSON ? Comparator.comparingInt(Stored::person).thenComparing(byRecord) : byRecord)
                .forEach(one -> versions.accept(version(survey, one)));
    }

    private static Version version(Survey survey, Stored one) {
        boolean[] within = new boolean[survey.sets().size()];
        for (int set = 0; set < within.length; set++) {
            RecordSet asked = survey.sets().get(set);
            within[set] = (asked.scope().everywhere() || asked.scope().divisions().stream().anyMatch(prefix -> String.valueOf(one.values().get("division_code")).startsWith(prefix)))
                    && asked.conditions().stream().allMatch(condition -> holds(condition, one));
        }
        return new Version(new EntryId(one.id()), new SubjectId(1, one.person()), survey.items().stream().map(item -> one.values().get(item.value())).toArray(), within, one.from(), one.to());
    }

    @SuppressWarnings("unchecked")
    private static boolean holds(Selection.Condition condition, Stored one) {
        Optional<Object> value = Optional.ofNullable(one.values().get(condition.item().value()));
        return value.isPresent() && switch (condition.operator()) {
            case EQ, IN -> condition.values().contains(value.get());
            case NE -> !condition.values().contains(value.get());
            case LT -> ((Comparable<Object>) value.get()).compareTo(condition.values().getFirst()) < 0;
            case LE, GT, GE, STARTS_WITH, IS_NULL, IS_NOT_NULL -> throw new UnsupportedOperationException("not needed by a test yet");
        };
    }
}
