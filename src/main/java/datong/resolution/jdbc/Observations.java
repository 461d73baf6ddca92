package datong.resolution.jdbc;

import datong.resolution.Knowledge;
import datong.resolution.Opened;
import datong.resolution.Organisations;
import datong.resolution.Successions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a portion shows beside its records: retired division codes, and names of organisations as people write them. */
final class Observations {
    private static final List<String> DIVISIONS = List.of("division_code", "residence_division_code");
    private static final List<String> ORGANISATIONS = List.of("lead_org_name", "response_org_name", "maintain_org_name");
    private final Knowledge knowledge;
    private final Map<String, Long> divisions = new HashMap<>();
    private final Map<String, Long> organisations = new HashMap<>();

    Observations(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    void see(Opened record) {
        DIVISIONS.stream().map(record::value).filter(code -> !code.isEmpty()).forEach(code -> divisions.merge(code, 1L, Long::sum));
        ORGANISATIONS.stream().map(record::value).filter(name -> !name.isBlank()).forEach(name -> organisations.merge(name.strip(), 1L, Long::sum));
    }

    void write(Statements sql, Instant now) throws SQLException {
        for (Map.Entry<String, Long> division : divisions.entrySet()) {
            division(sql, division.getKey(), division.getValue(), now);
        }
        for (Map.Entry<String, Long> name : organisations.entrySet()) {
            organisation(sql, name.getKey(), name.getValue(), now);
        }
    }

    private void division(Statements sql, String code, long records, Instant now) throws SQLException {
        switch (knowledge.successions().resolve(code)) {
            case Successions.Answer.Stands stands -> { }
            case Successions.Answer.Succeeded succeeded -> division(sql, code, succeeded.code(), List.of(succeeded.code()), records, now);
            case Successions.Answer.Asked asked -> division(sql, code, null, asked.candidates(), records, now);
        }
    }

    /** What a person has answered is kept. */
    private static void division(Statements sql, String code, String current, List<String> candidates, long records, Instant now) throws SQLException {
        sql.update("INSERT INTO resolution.division AS d (code, current, candidates, records, last_seen) VALUES (?, ?, ?, ?, ?) ON CONFLICT (code) DO UPDATE "
                        + "SET records = d.records + excluded.records, last_seen = excluded.last_seen, current = CASE WHEN d.answered_by IS NULL THEN excluded.current "
                        + "ELSE d.current END, candidates = CASE WHEN d.answered_by IS NULL THEN excluded.candidates ELSE d.candidates END",
                code, current, candidates.toArray(String[]::new), records, now);
    }

    private void organisation(Statements sql, String name, long records, Instant now) throws SQLException {
        Organisations.Answer answer = knowledge.organisations().resolve(name);
        String code = answer instanceof Organisations.Answer.Same same ? same.organisation().code() : null;
        List<String> suggested = answer instanceof Organisations.Answer.Suggested several
                ? several.organisations().stream().map(Organisations.Known::code).toList() : List.of();
        sql.update("INSERT INTO resolution.organisation_name AS n (name, code, suggested, records, last_seen) VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE "
                        + "SET code = excluded.code, suggested = excluded.suggested, records = n.records + excluded.records, last_seen = excluded.last_seen",
                name, code, suggested.toArray(String[]::new), records, now);
    }
}
