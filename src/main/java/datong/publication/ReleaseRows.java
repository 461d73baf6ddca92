package datong.publication;

import datong.ledger.LedgerRow;
import datong.ledger.SubjectId;
import datong.policy.Treatment;
import datong.protection.Protector;
import datong.schema.PersonalData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Streams the ledger through the protector into the files, and counts. */
final class ReleaseRows {
    private final ReleasePlan plan;
    private final Protector.Plan protection;
    private final ReleaseCheck check;
    private final Canaries canaries;
    private final List<TableFormat.RowWriter> writers = new ArrayList<>();
    private final Set<SubjectId> persons = new HashSet<>();
    private final Set<String> mappings = new TreeSet<>();
    private final boolean personal;
    private final long most;
    private long records;
    private long withheld;
    private LedgerRow last;

    private ReleaseRows(ReleasePlan plan, Protector.Plan protection, ReleaseCheck check, Canaries canaries) {
        this.plan = plan;
        this.protection = protection;
        this.check = check;
        this.canaries = canaries;
        this.most = plan.mostRows();
        this.personal = plan.columns().stream().map(column -> column.item().personalData()).anyMatch(PersonalData::personal);
    }

    static String file(ReleasePlan plan, TableFormat format) {
        return plan.publication().name() + "." + format.ending();
    }

    static RowTally write(ReleasePlan plan, Protector.Plan protection, PublishableRecords records, ReleaseCheck check, Canaries canaries, List<TableFormat> formats,
            Path folder) throws IOException {
        ReleaseRows rows = new ReleaseRows(plan, protection, check, canaries);
        List<TableFormat.Column> columns = plan.columns().stream().map(ReleasePlan.ReleaseColumn::column).toList();
        try {
            for (TableFormat format : formats) {
                rows.writers.add(format.writer(folder.resolve(file(plan, format)), columns));
            }
            rows.withheld = records.stream(rows::row);
            rows.canaries(rows.canaries.late(rows.records));
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        } finally {
            for (TableFormat.RowWriter writer : rows.writers) {
                writer.close();
            }
        }
        return new RowTally(rows.records, rows.persons.size(), rows.withheld, List.copyOf(rows.mappings), rows.standing());
    }

    /** Who is named in clear is identified; anything less is not yet anonymous. */
    private Standing standing() {
        boolean named = plan.columns().stream().anyMatch(column -> column.item().personalData() == PersonalData.DIRECT && column.treatment() instanceof Treatment.Reveal);
        return named ? Standing.IDENTIFIED : Standing.DEIDENTIFIED;
    }

    private void row(LedgerRow row) {
        if (++records > most) {
            throw tooMany(most);
        }
        write(row);
        last = row;
        canaries(canaries.after(records));
        if (personal) {
            persons.add(row.subject());
        }
        mappings.add(plan.value(row, ReleasePlan.SOURCE) + " " + plan.value(row, ReleasePlan.MAPPING));
    }

    /** Beside the records: counted as nobody, in nothing. */
    private void canaries(int count) {
        for (int canary = 0; canary < count && last != null; canary++) {
            canaries.mark(plan.columns(), write(canaries.like(last, plan.fetched())));
        }
    }

    private List<Object> write(LedgerRow row) {
        try {
            List<Object> cells = protection.protect(row).values();
            check.note(row, cells);
            for (TableFormat.RowWriter writer : writers) {
                writer.write(cells);
            }
            return cells;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static RefusedRelease tooMany(long most) {
        return new RefusedRelease("MAX_ROWS", "the release would hold more than the " + most + " rows that the policies allow; narrow its filter");
    }
}
