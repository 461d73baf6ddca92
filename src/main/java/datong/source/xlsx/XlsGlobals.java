package datong.source.xlsx;

import datong.source.Format;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.ExtendedFormatRecord;
import org.apache.poi.hssf.record.FormatRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.poifs.filesystem.DirectoryNode;

/** What an XLS workbook says before its sheets: their names, the shared texts, the number formats. */
final class XlsGlobals {
    private final List<NamedSheet> sheets = new ArrayList<>();
    private final List<Integer> formatOfStyle = new ArrayList<>();
    private final Map<Integer, String> formats = new HashMap<>();
    private SSTRecord texts = new SSTRecord();

    /** @param position among the sheets, from 0 */
    record NamedSheet(String name, boolean hidden, int position) {}

    static XlsGlobals read(DirectoryNode root, String stream) throws UnreadableSource, IOException {
        XlsGlobals globals = new XlsGlobals();
        try (InputStream bytes = root.createDocumentInputStream(stream)) {
            RecordFactoryInputStream records = new RecordFactoryInputStream(bytes, false);
            for (Record record = records.nextRecord(); record != null && !(record instanceof EOFRecord); record = records.nextRecord()) {
                globals.take(record);
            }
        }
        return globals;
    }

    private void take(Record record) throws UnreadableSource {
        switch (record) {
            case BoundSheetRecord sheet -> sheets.add(new NamedSheet(sheet.getSheetname(), sheet.isHidden() || sheet.isVeryHidden(), sheets.size()));
            case SSTRecord shared -> texts = shared;
            case FormatRecord format -> formats.put(format.getIndexCode(), format.getFormatString());
            case ExtendedFormatRecord style -> formatOfStyle.add((int) style.getFormatIndex());
            case DateWindow1904Record window -> {
                if (window.getWindowing() == 1) {
                    throw Sheets.excel1904();
                }
            }
            case Record other -> { }
        }
    }

    List<NamedSheet> candidates(Format format) {
        return sheets.stream().filter(sheet -> format.sheet().map(sheet.name::equals).orElse(!sheet.hidden)).toList();
    }

    String text(int index) {
        return index >= 0 && index < texts.getNumUniqueStrings() ? texts.getString(index).getString() : "";
    }

    boolean isDate(int style) {
        if (style < 0 || style >= formatOfStyle.size()) {
            return false;
        }
        int format = formatOfStyle.get(style);
        return format != 0 && Serial.isDate(format, formats.get(format));
    }
}
