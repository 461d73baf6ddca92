package datong.source.xlsx;

import datong.source.Format;
import datong.source.RowSource;
import datong.source.TableReader;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What both kinds of workbook share: the choice of the sheet, and refusals. */
final class Sheets {
    private Sheets() {}

    interface Opening<S> {
        RowSource rows(S sheet) throws UnreadableSource, IOException;
    }

    /** The table of the first sheet with a header; if none has one, the reason why. */
    static <S> TableReader table(List<S> candidates, Opening<S> opening, Format format) throws UnreadableSource, IOException {
        Optional<UnreadableSource> first = Optional.empty();
        for (S sheet : candidates) {
            RowSource rows = opening.rows(sheet);
            try {
                return TableReader.open(rows, format);
            } catch (UnreadableSource noHeader) {
                rows.close();
                first = first.isPresent() && !noHeader.rule().equals("NO_HEADER") ? first : Optional.of(noHeader);
            }
        }
        throw first.orElseGet(() -> none(format));
    }

    static UnreadableSource excel1904() {
        return new UnreadableSource("EXCEL_1904", 0, "the workbook counts dates from 1904, which is refused because copies of such dates are off by"
                + " 1,462 days; switch off File > Options > Advanced > 'Use 1904 date system', check the dates, and send it again");
    }

    static UnreadableSource encrypted() {
        return new UnreadableSource("ENCRYPTED_WORKBOOK", 0, "the workbook is protected by a password; remove it (File > Info > Protect Workbook) and send it again");
    }

    private static UnreadableSource none(Format format) {
        return new UnreadableSource("NO_SHEET", 0, format.sheet().isPresent()
                ? "the workbook has no sheet of the name in format.sheet; correct the mapping or the workbook"
                : "the workbook has no visible sheet; unhide the one with the records");
    }
}
