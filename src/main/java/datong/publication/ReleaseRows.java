package datong.publication;

import datong.ledger.Ledger;
import datong.ledger.LedgerRow;
import datong.ledger.SubjectId;
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
    private final List<TableFormat.RowWriter> writers = new ArrayList<>();
    private final Set<SubjectId> persons = new HashSet<>();
    private final Set<String> mappings = new TreeSet<>();
    private final boolean personal;
    private final long most;
    private long records;
    private long withheld;

    private ReleaseRows(ReleasePlan plan, Protector.Plan protection, ReleaseCheck check) {
        this.plan = plan;
        this.protection = protection;
        this.check = check;
        this.most = plan.mostRows();
        this.personal = plan.columns().stream().map(column -> column.item().personalData()).anyMatch(PersonalData::personal);
    }

    static String file(ReleasePlan plan, TableFormat format) {
        return plan.publication().name() + "." + format.ending();
    }

    static ReleaseRows write(ReleasePlan plan, Protector.Plan protection, Ledger ledger, ReleaseCheck check, List<TableFormat> formats,
            Path folder) throws IOException {
        ReleaseRows rows = new ReleaseRows(plan, protection, check);
        List<TableFormat.Column> columns = plan.columns().stream().map(ReleasePlan.ReleaseColumn::column).toList();
        try {
            for (TableFormat format : formats) {
                rows.writers.add(format.writer(folder.resolve(file(plan, format)), columns));
            }
            ledger.stream(plan.selection(), rows::row);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        } finally {
            for (TableFormat.RowWriter writer : rows.writers) {
                writer.close();
            }
        }
        return rows;
    }

    private void row(LedgerRow row) {
        if (Boolean.TRUE.equals(value(row, plan.place(ReleasePlan.CHILD)))) {
            withheld++;
            return;
        }
        if (++records > most) {
            throw new RefusedRelease("MAX_ROWS", "the release would hold more than the " + most + " rows that the policies allow; narrow its filter");
        }
        try {
            List<Object> cells = protection.protect(row).values();
            check.note(row, cells);
            for (TableFormat.RowWriter writer : writers) {
                writer.write(cells);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        if (personal) {
            persons.add(row.subject());
        }
        mappings.add(value(row, plan.place(ReleasePlan.SOURCE)) + " " + value(row, plan.place(ReleasePlan.MAPPING)));
    }

    private static Object value(LedgerRow row, int at) {
        return at < 0 ? null : row.values()[at];
    }

    long records() {
        return records;
    }

    long persons() {
        return persons.size();
    }

    /** Records of children under fourteen: L4 as a whole, and L4 never leaves as a file. */
    long withheld() {
        return withheld;
    }

    /** Source and mapping version of what was written. */
    List<String> mappings() {
        return List.copyOf(mappings);
    }
}
