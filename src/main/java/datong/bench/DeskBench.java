package datong.bench;

import com.zaxxer.hikari.HikariDataSource;
import datong.EmbeddedDatabase;
import datong.audit.PersonEvents;
import datong.oversight.Comparison.Period;
import datong.oversight.Desk;
import datong.oversight.Question;
import datong.oversight.Question.Part;
import datong.oversight.jdbc.Cells;
import datong.oversight.jdbc.JdbcDesk;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The auditor's desk over a generated copy of the log: a year of events, most by day, of 200 actors of 40 departments on 21 datasets; each question's list and its pictures. */
public final class DeskBench {
    private static final String EVENTS = """
            INSERT INTO audit.event (log_index, id, at, kind, actor, organisation, dataset, purpose, decision, rule, case_number, level_max, records, persons, line)
            SELECT n, id, at, kind, actor, organisation, dataset, purpose, decision, 'policies/access/matter.policy.yaml#' || who % 4, case_number, 'L3', a % 100, a % 40,
                '{"log_id":"' || id || '","time":"' || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '","kind":"' || kind || '","actor_id":"' || actor || '","actor_org_uscc":"' || organisation
                || '","on_behalf_case_no":"' || case_number || '","scene_code":"SC0' || who % 5 || '","purpose_code":"' || purpose || '","grant_id":"","dataset_code":"' || dataset
                || '","items":["title","status","item_' || who % 12 || CASE WHEN n % 250000 = 77 THEN '","seldom' ELSE '' END || '"],"level_max":"L3","record_count":1,"distinct_persons":1,"decision":"' || decision
                || '","deciding_rule":"r","obligations_applied":["phone=mask","MAX_ROWS:1000"],"policy_version":"12@5f3ac0e1b29d4471","client_ip":"192.0.2.7","request_hash":"' || md5(n::text) || md5(id)
                || '","person_keys":["' || md5((n % 300000)::text) || '"],"details":{"lookup.phone":"' || md5(id) || md5(n::text) || '"}}'
            FROM (SELECT n, a, 'E' || n AS id, timestamptz '2025-11-21 16:00Z' + n * 365 / ? * interval '1 day' + CASE WHEN a % 10 = 0 THEN a % 86400 ELSE 28800 + a % 36000 END * interval '1 second' AS at,
                CASE WHEN a % 23 = 0 THEN 'REFUSED' ELSE 'LOOKUP' END AS kind, 'actor-' || who AS actor, '1111019' || who % 40 AS organisation, 'dataset-' || (a % 2 + who / 10) AS dataset,
                'PURPOSE.' || CASE WHEN a % 9 = 0 THEN who % 3 ELSE who % 7 END AS purpose, CASE WHEN a % 23 = 0 THEN 'DENIED' ELSE 'PERMITTED' END AS decision,
                CASE WHEN a % 3 = 0 THEN 'case-' || n / 40 ELSE '' END AS case_number, who
                FROM (SELECT n, abs(hashint8(n)::int8) AS a, abs(hashint8(n + 7)::int8) % 200 AS who FROM generate_series(?, ?) AS n) AS numbers) AS made""";
    private final PrintWriter out;

    public DeskBench(PrintWriter out) {
        this.out = out;
    }

    public void run(long events) throws IOException {
        Path folder = Files.createTempDirectory("datong-bench");
        try (EmbeddedDatabase server = EmbeddedDatabase.start(folder.resolve("data"), folder.resolve("keys"), 0); HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl(server.url());
            database.setUsername(server.username());
            database.setPassword(server.password());
            Flyway.configure().dataSource(database).load().migrate();
            JdbcClient.create(database).sql("SELECT audit.make_room(timestamptz '2025-11-21'), audit.make_room(timestamptz '2026-11-21')").query((row, number) -> number).list();
            LongStream.iterate(0, from -> from < events, from -> from + 100_000).forEach(from -> JdbcClient.create(database).sql(EVENTS)
                    .params(events, from, Math.min(events, from + 100_000) - 1).update());
            try (Cells cells = new Cells(database)) {
                long started = System.nanoTime();
                cells.catchUp();
                out.printf("counted %,d events into %,d cells: %.1f µs an event%n", events, JdbcClient.create(database).sql("SELECT count(*) FROM oversight.cell").query(Long.class).single(),
                        (System.nanoTime() - started) / 1e3 / events);
                ask(new JdbcDesk(database, cells, key -> new PersonEvents.Found(new long[] {4711, events / 2}, Math.max(0, events - 65_536))));
            }
        } finally {
            IntakeBench.delete(folder);
        }
    }

    private void ask(Desk desk) {
        Map<String, Question> questions = new LinkedHashMap<>();
        questions.put("everything", Question.everything());
        questions.put("a month", Question.everything().during(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31)));
        Map.of(Part.ACTOR, "actor-17", Part.ORGANISATION, "11110197", Part.DATASET, "dataset-9", Part.ITEM, "item_3", Part.PURPOSE, "PURPOSE.2", Part.SCENE, "SC02", Part.CASE, "case-5001",
                Part.DECISION, "DENIED", Part.RULE, "yaml#2").forEach((part, value) -> questions.put(part.word(), Question.everything().with(part, value)));
        questions.put("an item seldom asked for", Question.everything().with(Part.ITEM, "seldom"));
        questions.put("a person", Question.everything().with(Part.PERSON, "0123456789abcdef0123456789abcdef"));
        questions.put("nobody", Question.everything().with(Part.ACTOR, "nobody"));
        questions.forEach((name, question) -> {
            desk.events(question, Optional.empty(), 100);
            long started = System.nanoTime();
            int found = desk.events(question, Optional.empty(), 100).size();
            double listed = millis(started);
            started = System.nanoTime();
            long counted = desk.answer(question).all().events();
            out.printf("%-26s %,9d events; list of %3d in %4.0f ms, pictures in %4.0f ms%n", name, counted, found, listed, millis(started));
        });
        long started = System.nanoTime();
        int lines = desk.compare(Question.everything(), new Period(LocalDate.of(2025, 12, 1), LocalDate.of(2026, 5, 31)), new Period(LocalDate.of(2026, 6, 1), LocalDate.of(2026, 11, 21)), Part.DATASET).lines().size();
        out.printf("two half-years compared by dataset, %d lines: %.0f ms%n", lines, millis(started));
    }

    private static double millis(long started) {
        return (System.nanoTime() - started) / 1e6;
    }
}
