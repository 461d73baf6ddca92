package datong.source.xlsx;

import datong.source.Format;
import datong.source.RawRecord;
import datong.source.RecordReader;
import datong.source.TableReader;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Opens the sheet of an XLS workbook (BIFF8, also WPS .et) that holds the records, as {@link XlsxWorkbook} does. */
public final class XlsWorkbook implements RecordReader {
    private final POIFSFileSystem file;
    private final TableReader table;

    private XlsWorkbook(POIFSFileSystem file, TableReader table) {
        this.file = file;
        this.table = table;
    }

    public static RecordReader open(Path delivery, Format format) throws UnreadableSource, IOException {
        POIFSFileSystem file = null;
        try {
            file = new POIFSFileSystem(delivery.toFile(), true);
            return new XlsWorkbook(file, table(file.getRoot(), delivery, format));
        } catch (RuntimeException | IOException | UnreadableSource broken) {
            if (file != null) {
                file.close();
            }
            throw readable(broken);
        }
    }

    private static UnreadableSource readable(Exception broken) {
        if (broken instanceof UnreadableSource unreadable) {
            return unreadable;
        }
        return broken instanceof EncryptedDocumentException ? Sheets.encrypted() : XlsxWorkbook.broken(0, broken);
    }

    private static TableReader table(DirectoryNode root, Path delivery, Format format) throws UnreadableSource, IOException {
        if (root.hasEntry("EncryptedPackage")) {
            throw Sheets.encrypted();
        }
        String stream = List.of("Workbook", "WORKBOOK", "BOOK").stream().filter(root::hasEntry).findFirst().orElseThrow(() -> refuse(root));
        XlsGlobals globals = XlsGlobals.read(root, stream);
        return Sheets.table(globals.candidates(format), sheet -> new XlsRows(root, stream, globals, sheet, Files.size(delivery)), format);
    }

    private static UnreadableSource refuse(DirectoryNode root) {
        return root.hasEntry("Book")
                ? new UnreadableSource("EXCEL_95", 0, "it is a workbook of Excel 95 or older; save it as .xlsx and send that")
                : new UnreadableSource("NOT_A_WORKBOOK", 0, "it is an Office document but no Excel workbook; send .xlsx, .xls or .csv");
    }

    @Override
    public List<RawRecord> next(int most) throws UnreadableSource, IOException {
        return table.next(most);
    }

    @Override
    public long bytesRead() {
        return table.bytesRead();
    }

    @Override
    public void close() throws IOException {
        table.close();
        file.close();
    }
}
