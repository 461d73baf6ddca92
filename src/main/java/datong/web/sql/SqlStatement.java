package datong.web.sql;

import datong.protection.ProtectedRow;
import datong.publication.RowFormat.Column;
import datong.query.QueryAnswer;
import datong.query.QueryRequest;
import datong.schema.ItemDefinition;
import datong.schema.ItemType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * A statement whose first page is answered: only the answer says which columns it has. The page waits, decided, counted and audited, for a moment, as tools fetch what they prepared.
 *
 * @param first taken by whoever fetches it first; who fetches again, or later than {@link #WAITS}, is answered anew
 */
record SqlStatement(SqlQuestion question, QueryRequest request, List<Column> columns, AtomicReference<QueryAnswer.Answered> first, Instant at) {
    /** No longer than a withdrawn grant may go on. */
    private static final Duration WAITS = Duration.ofSeconds(1);

    static SqlStatement of(SqlQuestion question, QueryRequest request, QueryAnswer.Answered first, Instant at) {
        return new SqlStatement(question, request, columns(question, first), new AtomicReference<>(first), at);
    }

    static List<Column> columns(SqlQuestion question, QueryAnswer.Answered answer) {
        return names(question, answer).stream().map(name -> name.equals(SqlQuestion.ID) ? new Column(name, ItemType.STRING)
                : Column.of(answer.items().get(place(answer, name)), "reveal".equals(answer.treatments().get(name)))).toList();
    }

    private static List<String> names(SqlQuestion question, QueryAnswer.Answered answer) {
        if (!question.columns().isEmpty()) {
            return question.columns();
        }
        List<String> all = new ArrayList<>(List.of(SqlQuestion.ID));
        answer.items().stream().map(ItemDefinition::name).forEach(name -> all.add(name.value()));
        return all;
    }

    private static int place(QueryAnswer.Answered answer, String name) {
        return IntStream.range(0, answer.items().size()).filter(at -> answer.items().get(at).name().value().equals(name)).findFirst().orElseThrow();
    }

    /** The first page, if it was answered just now; it does not wait any more. */
    Optional<QueryAnswer.Answered> waiting(Instant now) {
        return Optional.ofNullable(first.getAndSet(null)).filter(page -> !at.plus(WAITS).isBefore(now));
    }

    void forgetOld(Instant now) {
        if (at.plus(WAITS).isBefore(now)) {
            first.set(null);
        }
    }

    boolean holds(QueryAnswer.Answered page) {
        return columns.equals(columns(question, page));
    }

    /** Where each column's value stands in a row of the page; -1: the id. */
    int[] places(QueryAnswer.Answered page) {
        return columns.stream().mapToInt(column -> column.name().equals(SqlQuestion.ID) ? -1 : place(page, column.name())).toArray();
    }

    static List<Object> cells(ProtectedRow row, int[] places) {
        List<Object> cells = new ArrayList<>(places.length);
        for (int place : places) {
            cells.add(place < 0 ? row.id().value() : row.values().get(place));
        }
        return cells;
    }
}
