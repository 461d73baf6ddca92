package datong.source.xlsx;

import datong.source.Format;
import datong.source.UnreadableSource;

/** Refusals that both kinds of workbook share. */
final class Sheets {
    private Sheets() {}

    static UnreadableSource excel1904() {
        return new UnreadableSource("EXCEL_1904", 0, "the workbook counts dates from 1904, which is refused because copies of such dates are off by"
                + " 1,462 days; switch off File > Options > Advanced > 'Use 1904 date system', check the dates, and send it again");
    }

    static UnreadableSource encrypted() {
        return new UnreadableSource("ENCRYPTED_WORKBOOK", 0, "the workbook is protected by a password; remove it (File > Info > Protect Workbook) and send it again");
    }

    static UnreadableSource none(Format format) {
        return new UnreadableSource("NO_SHEET", 0, format.sheet().isPresent()
                ? "the workbook has no sheet of the name in format.sheet; correct the mapping or the workbook"
                : "the workbook has no visible sheet; unhide the one with the records");
    }
}
