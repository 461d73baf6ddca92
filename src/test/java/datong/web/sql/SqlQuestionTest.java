package datong.web.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.ledger.Selection.Operator;
import datong.query.QueryRequest.Filter;
import datong.schema.ItemName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlQuestionTest {
    @Test
    void columnsConditionsOrderAndLimitBecomeAQuestion() {
        SqlQuestion question = SqlQuestion.of("select id, status, \"reported_at\" from hotline_12345 where status = 'OPEN' and (urgency in ('H2','H24') and title is not null) order by reported_at desc, id limit 20;");
        assertThat(question.dataset().value()).isEqualTo("hotline-12345");
        assertThat(question.columns()).containsExactly("id", "status", "reported_at");
        assertThat(question.items()).extracting(ItemName::value).containsExactly("status", "reported_at");
        assertThat(question.filters()).containsExactly(filter("status", Operator.EQ, "OPEN"), filter("urgency", Operator.IN, "H2", "H24"), filter("title", Operator.IS_NOT_NULL));
        assertThat(question.order().toString()).contains("reported_at", "record_id");
        assertThat(question.order().getFirst().descending()).isTrue();
        assertThat(question.limit()).hasValue(20);
    }

    @Test
    void aStarIsEverythingAndADatasetMayBeQuoted() {
        SqlQuestion question = SqlQuestion.of("SELECT * FROM \"hotline-12345\"");
        assertThat(question.columns()).isEmpty();
        assertThat(question.limit()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "status <> 'OPEN' | NE | OPEN", "status != 'OPEN' | NE | OPEN", "involved_count < -3 | LT | -3", "involved_count <= 3 | LE | 3", "longitude > 116.5 | GT | 116.5", "is_confidential = TRUE | EQ | true",
        "reported_at >= DATE '2026-03-31' | GE | 2026-03-31", "reported_at >= TIMESTAMP '2026-03-31 08:00:00' | GE | 2026-03-31T08:00:00+08:00",
        "reported_at >= '2026-03-31T08:00:00+08:00' | GE | 2026-03-31T08:00:00+08:00", "source_no LIKE 'A1%' | STARTS_WITH | A1", "title = 'it''s' | EQ | it's"})
    void conditionsKeepTheirMeaning(String condition, Operator operator, String value) {
        Filter filter = SqlQuestion.of("SELECT status FROM hotline WHERE " + condition).filters().getFirst();
        assertThat(filter.operator()).isEqualTo(operator);
        assertThat(filter.values()).containsExactly(value);
    }

    @Test
    void betweenIsTwoConditions() {
        assertThat(SqlQuestion.of("SELECT status FROM hotline WHERE involved_count BETWEEN 1 AND 3").filters())
                .containsExactly(filter("involved_count", Operator.GE, "1"), filter("involved_count", Operator.LE, "3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SELECT", "DELETE FROM hotline", "DROP TABLE hotline", "SELECT 1", "SELECT status", "SELECT count(*) FROM hotline", "SELECT DISTINCT status FROM hotline",
        "SELECT status FROM hotline GROUP BY status", "SELECT status FROM hotline h", "SELECT h.status FROM hotline h", "SELECT status AS s FROM hotline", "SELECT status, status FROM hotline", "SELECT id FROM hotline",
        "SELECT status FROM hotline, other", "SELECT status FROM hotline JOIN other ON a = b", "SELECT status FROM hotline UNION SELECT status FROM other", "SELECT status FROM (SELECT status FROM hotline) x",
        "WITH x AS (SELECT 1) SELECT status FROM x", "SELECT status FROM hotline OFFSET 3", "SELECT status FROM hotline LIMIT 3 OFFSET 3", "SELECT status FROM hotline LIMIT 0", "SELECT status FROM hotline LIMIT ALL",
        "SELECT status FROM hotline FETCH FIRST 3 ROWS ONLY", "SELECT status FROM hotline FOR UPDATE", "SELECT TOP 3 status FROM hotline", "SELECT status FROM public.hotline", "SELECT status INTO x FROM hotline",
        "SELECT status FROM hotline WHERE status = 'A' OR status = 'B'", "SELECT status FROM hotline WHERE NOT status = 'A'", "SELECT status FROM hotline WHERE status NOT IN ('A')", "SELECT status FROM hotline WHERE title LIKE '%x'",
        "SELECT status FROM hotline WHERE title LIKE 'a_b%'", "SELECT status FROM hotline WHERE title ILIKE 'a%'", "SELECT status FROM hotline WHERE status = title", "SELECT status FROM hotline WHERE upper(title) = 'A'",
        "SELECT status FROM hotline WHERE status = ?", "SELECT status FROM hotline WHERE status = (SELECT 1)", "SELECT status FROM hotline WHERE status IN (SELECT title FROM hotline)", "SELECT upper(status) FROM hotline",
        "SELECT status FROM hotline WHERE involved_count = 1 + 1", "SELECT status FROM hotline ORDER BY upper(status)", "SELECT status FROM hotline ORDER BY 1", "SELECT status FROM hotline ORDER BY status NULLS FIRST",
        "SELECT status FROM hotline; DELETE FROM hotline", "SELECT status FROM hotline WHERE 1 = 1", "SELECT status FROM hotline WHERE TRUE", "SELECT *, status FROM hotline", "SELECT hotline.* FROM hotline",
        "SELECT * EXCEPT (status) FROM hotline", "SELECT status FROM hotline HAVING status = 'A'", "SELECT status FROM hotline TABLESAMPLE BERNOULLI (3)", "SELECT status FROM hotline WHERE status IS TRUE",
        "SELECT status FROM hotline WHERE involved_count NOT BETWEEN 1 AND 3", "SELECT status FROM hotline WHERE status = N'A'", "SELECT status FROM hotline WHERE status LIKE 'a%' ESCAPE 'x'", "SHOW TABLES", "SELECT \"a;b\" FROM hotline"})
    void whateverAQuestionCannotSayIsRefused(String sql) {
        assertThatThrownBy(() -> SqlQuestion.of(sql)).isInstanceOf(UnreadableSql.class).message().isNotBlank();
    }

    private static Filter filter(String item, Operator operator, String... values) {
        return new Filter(new ItemName(item), operator, List.of(values));
    }

    @Test
    void aStatementThatTheParserWouldPonderIsGivenUpSoon() {
        long before = System.nanoTime();
        assertThatThrownBy(() -> SqlQuestion.of("SELECT id FROM hotline WHERE " + "CASE WHEN ".repeat(30) + " (status = ")).isInstanceOf(UnreadableSql.class);
        assertThatThrownBy(() -> SqlQuestion.of("SELECT id FROM hotline WHERE " + "(".repeat(10) + "status = 'OPEN' LIMIT 3")).isInstanceOf(UnreadableSql.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).as("left alone, it takes hours").isLessThan(Duration.ofMinutes(2));
    }
}
