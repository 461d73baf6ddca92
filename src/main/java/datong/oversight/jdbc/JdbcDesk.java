package datong.oversight.jdbc;

import datong.audit.EventJson;
import datong.audit.PersonEvents;
import datong.oversight.Answer;
import datong.oversight.Comparison;
import datong.oversight.Desk;
import datong.oversight.Question;
import datong.oversight.Question.Part;
import datong.oversight.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts come from {@link Cells}; cells also say in which hours whose events answer a question, so that no event has to be looked for. What cells do not tell apart
 * (a person, a case, a finding) is few events, found by an index of its own.
 */
public final class JdbcDesk implements Desk {
    private static final int GROUPS = 1_000;
    private static final int LINES = 200;
    private final JdbcClient database;
    private final Cells cells;
    private final Function<String, PersonEvents.Found> persons;

    /** @param persons events that showed a person, by the key in the log */
    public JdbcDesk(DataSource database, Cells cells, Function<String, PersonEvents.Found> persons) {
        this.database = JdbcClient.create(database);
        this.cells = cells;
        this.persons = persons;
    }

    @Override
    public List<Found> events(Question question, Optional<Long> before, int most) {
        cells.catchUp();
        return few(question) ? fewEvents(question, before, most) : eventsOfCells(question, before, most);
    }

    private static boolean few(Question question) {
        return question.unusual() || question.parts().containsKey(Part.PERSON) || question.parts().containsKey(Part.CASE);
    }

    private Conditions fewConditions(Question question) {
        Conditions conditions = Conditions.ofEvents(question);
        if (question.parts().containsKey(Part.PERSON)) {
            String key = question.part(Part.PERSON);
            PersonEvents.Found found = persons.apply(key);
            conditions.add("(log_index = ANY (?) OR log_index >= ? AND position(? IN line) > 0)", found.events(), found.indexed(), '"' + key + '"');
        }
        return question.unusual() ? conditions.add("log_index IN (SELECT unnest(events) FROM oversight.finding)") : conditions;
    }

    private List<Found> fewEvents(Question question, Optional<Long> before, int most) {
        Conditions conditions = fewConditions(question);
        before.ifPresent(index -> conditions.add("log_index < ?", index));
        return read("SELECT log_index, line FROM audit.event" + conditions.where() + " ORDER BY log_index DESC LIMIT " + most, conditions.values());
    }

    private List<Found> eventsOfCells(Question question, Optional<Long> before, int most) {
        Conditions ofCells = Conditions.ofCells(question);
        before.flatMap(this::time).ifPresent(time -> ofCells.add("hour <= ?", time));
        Optional<Instant> since = since(ofCells, before, most);
        if (since.isEmpty()) {
            return List.of();
        }
        ofCells.add("hour >= ?", since.get());
        Conditions ofEvents = Conditions.ofEvents(question);
        before.ifPresent(index -> ofEvents.add("log_index < ?", index));
        ofEvents.add("event.actor = place.actor AND at >= place.hour AND at < place.hour + interval '1 hour'");
        List<Object> values = new ArrayList<>(ofCells.values());
        values.addAll(ofEvents.values());
        return read("SELECT log_index, line FROM (SELECT DISTINCT hour, actor FROM oversight.cell" + ofCells.where() + ") AS place CROSS JOIN LATERAL (SELECT log_index, line FROM audit.event AS event"
                + ofEvents.where() + " ORDER BY at DESC LIMIT " + most + ") AS found ORDER BY log_index DESC LIMIT " + most, values);
    }

    private Optional<Instant> time(long index) {
        return database.sql("SELECT at FROM audit.event WHERE log_index = ?").param(index).query(OffsetDateTime.class).optional().map(OffsetDateTime::toInstant);
    }

    /** The hour from which on there are enough events; the newest hour may hold some that were shown, so it counts for none. */
    private Optional<Instant> since(Conditions ofCells, Optional<Long> before, int most) {
        record Hour(Instant hour, long events) {}
        List<Hour> hours = database.sql("SELECT hour, sum(events) FROM oversight.cell" + ofCells.where() + " GROUP BY hour ORDER BY hour DESC LIMIT " + (most + 1))
                .params(ofCells.values()).query((row, number) -> new Hour(row.getObject(1, OffsetDateTime.class).toInstant(), row.getLong(2))).list();
        long events = 0;
        for (int each = before.isPresent() ? 1 : 0; each < hours.size(); each++) {
            events += hours.get(each).events();
            if (events >= most) {
                return Optional.of(hours.get(each).hour());
            }
        }
        return hours.isEmpty() ? Optional.empty() : Optional.of(hours.getLast().hour());
    }

    private List<Found> read(String sql, List<Object> values) {
        return database.sql(sql).params(values).query((row, number) -> new Found(row.getLong(1), EventJson.read(row.getString(2)))).list();
    }

    /** Where counts come from, with the values of its parameters. */
    private record Counted(String from, List<Object> values) {}

    private Counted counted(Question question) {
        if (!few(question)) {
            Conditions conditions = Conditions.ofCells(question);
            return new Counted("(SELECT * FROM oversight.cell" + conditions.where() + ") AS counted", conditions.values());
        }
        Conditions conditions = fewConditions(question);
        return new Counted("(SELECT date_trunc('hour', at, 'UTC') AS hour, kind, actor, organisation, dataset, purpose, decision, rule, 1 AS events, records, persons FROM audit.event"
                + conditions.where() + ") AS counted", conditions.values());
    }

    /** Of one day, or of the whole time. @param part a column, or {@link Slices#CLOCK} */
    private record Slice(String part, String name, Tally tally, long records, long persons) {}

    private record Day(LocalDate day, Tally tally) {}

    @Override
    public Answer answer(Question question) {
        cells.catchUp();
        if (question.parts().keySet().stream().allMatch(part -> part == Part.DECISION) && !question.unusual()) {
            Conditions conditions = Conditions.ofDays(question);
            return drawn(slices("SELECT part, name, decision, sum(events), sum(records), sum(persons) FROM oversight.margin" + conditions.where() + " GROUP BY 1, 2, 3", conditions.values()),
                    days("SELECT day, decision, sum(events) FROM oversight.margin" + conditions.add("part = ?", Slices.CLOCK).where() + " GROUP BY 1, 2", conditions.values()));
        }
        Counted counted = counted(question);
        return drawn(slices("SELECT " + Slices.PART + ", " + Slices.NAME + ", decision, sum(events), sum(records), sum(persons) FROM " + counted.from() + " GROUP BY decision, " + Slices.SETS, counted.values()),
                days("SELECT " + Slices.DAY + ", decision, sum(events) FROM " + counted.from() + " GROUP BY 1, 2", counted.values()));
    }

    private List<Slice> slices(String sql, List<Object> values) {
        return database.sql(sql).params(values).query((row, number) -> new Slice(row.getString(1), row.getString(2), Tally.of(row.getString(3), row.getLong(4)), row.getLong(5), row.getLong(6))).list();
    }

    private List<Day> days(String sql, List<Object> values) {
        return database.sql(sql).params(values).query((row, number) -> new Day(row.getObject(1, LocalDate.class), Tally.of(row.getString(2), row.getLong(3)))).list();
    }

    private static Answer drawn(List<Slice> slices, List<Day> counted) {
        TreeMap<LocalDate, Tally> days = new TreeMap<>();
        counted.forEach(each -> days.merge(each.day(), each.tally(), Tally::plus));
        List<Slice> clock = slices.stream().filter(slice -> slice.part().equals(Slices.CLOCK)).toList();
        Tally[] hours = new Tally[24];
        Arrays.fill(hours, Tally.NONE);
        clock.forEach(slice -> hours[Integer.parseInt(slice.name())] = hours[Integer.parseInt(slice.name())].plus(slice.tally()));
        Map<Part, List<Answer.Group>> groups = new EnumMap<>(Part.class);
        Slices.GROUPED.forEach(part -> groups.put(part, largest(slices.stream().filter(slice -> slice.part().equals(part.word())).collect(Collectors.toMap(Slice::name, Slice::tally, Tally::plus)))));
        return new Answer(days.values().stream().reduce(Tally.NONE, Tally::plus), clock.stream().mapToLong(Slice::records).sum(), clock.stream().mapToLong(Slice::persons).sum(),
                Collections.unmodifiableSortedMap(days), List.of(hours), Collections.unmodifiableMap(groups));
    }

    private static List<Answer.Group> largest(Map<String, Tally> tallies) {
        return tallies.entrySet().stream().map(each -> new Answer.Group(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingLong((Answer.Group group) -> group.tally().events()).reversed().thenComparing(Answer.Group::name)).limit(GROUPS).toList();
    }

    @Override
    public Comparison compare(Question question, Comparison.Period before, Comparison.Period after, Part by) {
        if (by != Part.ORGANISATION && by != Part.DATASET && by != Part.PURPOSE) {
            throw new IllegalArgumentException("periods are compared by organisation, dataset or purpose, not by " + by.word());
        }
        Map<String, Comparison.Line> lines = new LinkedHashMap<>();
        sums(question.during(before.first(), before.last()), by).forEach((name, tally) -> lines.put(name, new Comparison.Line(name, tally.events(), 0, tally.denied(), 0)));
        sums(question.during(after.first(), after.last()), by).forEach((name, tally) -> lines.merge(name, new Comparison.Line(name, 0, tally.events(), 0, tally.denied()),
                (then, now) -> new Comparison.Line(name, then.before(), now.after(), then.refusedBefore(), now.refusedAfter())));
        return new Comparison(before, after, lines.values().stream().sorted(Comparator.comparingLong((Comparison.Line line) -> Math.abs(line.difference())).reversed()
                .thenComparing(Comparison.Line::name)).limit(LINES).toList());
    }

    private Map<String, Tally> sums(Question question, Part by) {
        cells.catchUp();
        Map<String, Tally> sums = new LinkedHashMap<>();
        Counted counted = counted(question);
        database.sql("SELECT " + by.word() + ", decision, sum(events) FROM " + counted.from() + " GROUP BY 1, 2").params(counted.values())
                .query(row -> {
                    sums.merge(row.getString(1), Tally.of(row.getString(2), row.getLong(3)), Tally::plus);
                });
        return sums;
    }

    @Override
    public List<String> kinds() {
        return database.sql("SELECT DISTINCT kind FROM oversight.cell ORDER BY kind").query(String.class).list();
    }
}
