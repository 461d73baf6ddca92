package datong.publication;

import datong.classification.PersonalDataScanner;
import datong.classification.PersonalDataScanner.Kind;
import datong.ledger.LedgerRow;
import datong.policy.Treatment;
import datong.publication.ReleasePlan.ReleaseColumn;
import datong.schema.ItemDefinition;
import datong.schema.PersonalData;
import datong.schema.ValueKind;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The last look before a release leaves: reads the written file again and searches it for clear personal values that the policies
 * do not grant. Distrusts the protector: each treated cell is compared with the clear value it came from, each text is scanned.
 */
final class ReleaseCheck implements AutoCloseable {
    private static final Set<Kind> CERTAIN = EnumSet.of(Kind.PHONE, Kind.ID_NUMBER, Kind.BANK_CARD, Kind.EMAIL);
    private static final Set<Kind> IN_TEXT = EnumSet.of(Kind.PHONE, Kind.ID_NUMBER, Kind.BANK_CARD, Kind.EMAIL, Kind.PLATE);
    private final ReleasePlan plan;
    private final List<ReleaseColumn> columns;
    private final PersonalDataScanner scanner;
    private final ClearValues clear;
    private final Map<String, Found> findings = new LinkedHashMap<>();
    private long rows;

    private record Found(long firstRow, long cells) {}

    ReleaseCheck(ReleasePlan plan, PersonalDataScanner scanner, Path folder) throws IOException {
        this.plan = plan;
        this.columns = plan.columns();
        this.scanner = scanner;
        this.clear = new ClearValues(folder.resolve("clear.digests"));
    }

    /** Takes note of what a row's cells must not be, and looks for its withheld identifiers in the cells beside them. */
    void note(LedgerRow row, List<Object> cells) throws IOException {
        rows++;
        for (ReleaseColumn column : columns) {
            if (!(column.treatment() instanceof Treatment.Reveal)) {
                clear.add(comparable(column.item(), Cells.text(row.values()[column.at()])));
            }
        }
        for (int at = 0; at < plan.published(); at++) {
            if (!(plan.treatments().get(at) instanceof Treatment.Reveal) && identifies(plan.fetched().get(at)) && row.values()[at] != null) {
                demandAbsent(plan.fetched().get(at), Cells.text(row.values()[at]), cells);
            }
        }
    }

    private static boolean identifies(ItemDefinition item) {
        return item.personalData() == PersonalData.DIRECT;
    }

    private void demandAbsent(ItemDefinition item, String value, List<Object> cells) {
        int shortest = item.kind() == ValueKind.NAME ? 3 : 7;
        if (value.length() < shortest || value.indexOf('*') >= 0) {
            return;
        }
        for (int each = 0; each < cells.size(); each++) {
            if (cells.get(each) instanceof String text && text.contains(value)) {
                found("the clear value of " + item.name() + " stands in column " + columns.get(each).item().name(), rows);
            }
        }
    }

    /** What was found in a file, in words for the steward; empty if it may leave. */
    List<String> read(TableFormat format, Path file) throws IOException {
        try (DataInputStream digests = clear.read()) {
            long[] seen = {0};
            format.read(file, new TableFormat.RowReader() {
                @Override
                public void columns(List<String> names) {
                    if (!names.equals(columns.stream().map(column -> column.item().name().value()).toList())) {
                        found("the columns of the file are not those that the plan allows", 0);
                    }
                }

                @Override
                public void row(List<String> cells) throws IOException {
                    seen[0]++;
                    judge(cells, digests, seen[0]);
                }
            });
            if (seen[0] != rows) {
                found("the file holds " + seen[0] + " rows, but " + rows + " were written", 0);
            }
        }
        return report();
    }

    private void judge(List<String> cells, DataInputStream digests, long row) throws IOException {
        if (cells.size() != columns.size()) {
            found("a row has another number of cells than the file has columns", row);
            return;
        }
        for (int each = 0; each < cells.size(); each++) {
            ReleaseColumn column = columns.get(each);
            long original = column.treatment() instanceof Treatment.Reveal ? 0 : digests.readLong();
            String cell = cells.get(each);
            if (cell != null && !cell.isEmpty() && !harmless(column, cell, original)) {
                found("column " + column.item().name() + " (" + column.treatment().word() + ") holds clear personal values", row);
            }
        }
    }

    private boolean harmless(ReleaseColumn column, String cell, long original) {
        return switch (column.treatment()) {
            case Treatment.Reveal reveal -> granted(column.item()) || !holdsPersonalValue(scanner, column.item(), cell);
            case Treatment.Mask mask -> clear.digest(cell) != original && !contains(cell, CERTAIN);
            case Treatment.Pseudonymise pseudonymise -> clear.digest(cell) != original;
            case Treatment.EncryptForRecipient encrypt -> clear.digest(cell) != original;
            case Treatment.PreserveFormat preserve -> cell.length() < 6 || clear.digest(cell) != original;
            case Treatment.Truncate(int keep) -> cell.codePointCount(0, cell.length()) <= keep;
            case Treatment.Generalise generalise -> !contains(cell, CERTAIN) && !dateInFull(column.item(), cell);
            case Treatment.RedactText redact -> scanner.scan(cell).isEmpty();
            case Treatment.Drop drop -> false;
        };
    }

    /** The policies show this item in clear though it is personal: then they mean it. */
    private static boolean granted(ItemDefinition item) {
        return item.personalData().personal();
    }

    /** Codes, references and numbers can look like a phone number and are none; texts that people typed are searched. */
    private static Set<Kind> scanned(ItemDefinition item) {
        return switch (item.kind()) {
            case FREE_TEXT -> IN_TEXT;
            case PLAIN, NAME, ADDRESS, PHONE, ID_NUMBER, PLATE -> CERTAIN;
            case CODE, CREDIT_CODE, DIVISION, GRID, URL, REFERENCE, COORDINATE, AMOUNT, DATE, TIME -> EnumSet.noneOf(Kind.class);
        };
    }

    /** Whether a cell that is shown holds a number or address that people have, where the item's kind makes that certain. */
    static boolean holdsPersonalValue(PersonalDataScanner scanner, ItemDefinition item, String cell) {
        return contains(scanner, cell, scanned(item));
    }

    private boolean contains(String cell, Set<Kind> kinds) {
        return contains(scanner, cell, kinds);
    }

    private static boolean contains(PersonalDataScanner scanner, String cell, Set<Kind> kinds) {
        return !kinds.isEmpty() && scanner.scan(cell).stream().anyMatch(span -> kinds.contains(span.kind()));
    }

    private static boolean dateInFull(ItemDefinition item, String cell) {
        return item.kind() == ValueKind.DATE && cell.matches("\\d{4}-\\d{2}-\\d{2}");
    }

    /** Null where the clear value itself protects already or has nothing to hide, so that staying the same is no breach. */
    private static String comparable(ItemDefinition item, String value) {
        if (value == null || value.indexOf('*') >= 0) {
            return null;
        }
        boolean communityOnly = item.kind() == ValueKind.ADDRESS && value.chars().noneMatch(Character::isDigit);
        boolean soleTrader = value.startsWith("92");
        return communityOnly || item.kind() == ValueKind.CREDIT_CODE && !soleTrader ? null : value;
    }

    private void found(String what, long row) {
        findings.merge(what, new Found(row, 1), (first, more) -> new Found(first.firstRow(), first.cells() + more.cells()));
    }

    private List<String> report() {
        List<String> report = new ArrayList<>();
        findings.forEach((what, found) -> report.add(found.firstRow() == 0 ? what
                : what + " (" + found.cells() + " cells, the first in row " + found.firstRow() + ")"));
        return report;
    }

    @Override
    public void close() throws IOException {
        clear.close();
    }
}
