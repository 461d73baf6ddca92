package datong.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tells what kind a delivery is by its first bytes; what cannot be records is refused with what to send instead. */
final class DeliveryKind {
    private static final int HEAD = 1 << 13;

    private DeliveryKind() {}

    static Format.Type of(Path delivery, Format format) throws UnreadableSource, IOException {
        byte[] head;
        try (InputStream bytes = Files.newInputStream(delivery)) {
            head = bytes.readNBytes(HEAD);
        }
        if (head.length == 0) {
            throw new UnreadableSource("EMPTY_DELIVERY", 0, "the file is empty; ask the source to export again");
        }
        Format.Type seen = container(head);
        if (format.type() == Format.Type.XLS || format.type() == Format.Type.XLSX) {
            return workbook(seen);
        }
        if (seen != Format.Type.AUTO && format.type() != Format.Type.AUTO) {
            throw new UnreadableSource("WRONG_TYPE", 0, "it is a workbook, but the mapping's format.type is " + name(format.type()) + "; set it to auto or send that");
        }
        if (seen != Format.Type.AUTO || format.type() != Format.Type.AUTO) {
            return seen != Format.Type.AUTO ? seen : format.type();
        }
        return text(delivery, format);
    }

    private static Format.Type workbook(Format.Type seen) throws UnreadableSource {
        if (seen == Format.Type.AUTO) {
            throw new UnreadableSource("NOT_A_WORKBOOK", 0, "it is no Excel workbook, whatever its name says; save it as .xlsx, or set format.type to auto in the mapping");
        }
        return seen;
    }

    private static Format.Type container(byte[] head) throws UnreadableSource {
        if (starts(head, 'P', 'K', 3, 4)) {
            return Format.Type.XLSX;
        }
        if (starts(head, 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1)) {
            return Format.Type.XLS;
        }
        if (starts(head, 0x09, 0x08) || starts(head, 0x09, 0x04) || starts(head, 0x09, 0x02)) {
            throw new UnreadableSource("EXCEL_95", 0, "it is a workbook of Excel 95 or older; save it as .xlsx and send that");
        }
        boolean wide = starts(head, 0xFE, 0xFF) || starts(head, 0xFF, 0xFE);
        for (int index = 0; index < head.length && !wide; index++) {
            if (head[index] == 0) {
                throw new UnreadableSource("NOT_TEXT", 0, "it is neither text nor a workbook; send CSV, XLSX, JSON or XML");
            }
        }
        if (starts(head, '%', 'P', 'D', 'F')) {
            throw new UnreadableSource("NOT_TEXT", 0, "it is a PDF document; send CSV, XLSX, JSON or XML");
        }
        return Format.Type.AUTO;
    }

    private static Format.Type text(Path delivery, Format format) throws UnreadableSource, IOException {
        String start = start(delivery, format);
        String name = delivery.getFileName().toString().toLowerCase(Locale.ROOT);
        boolean named = name.endsWith(".csv") || name.endsWith(".tsv") || name.endsWith(".txt");
        if (start.startsWith("<")) {
            return markup(start.toLowerCase(Locale.ROOT), named);
        }
        if (start.startsWith("{") && (name.endsWith(".ndjson") || name.endsWith(".jsonl") || nextObject(delivery, format))) {
            return Format.Type.NDJSON;
        }
        boolean json = start.startsWith("{") || start.startsWith("[");
        return json && !named ? Format.Type.JSON : Format.Type.CSV;
    }

    private static Format.Type markup(String start, boolean named) throws UnreadableSource {
        if (start.startsWith("<html") || start.startsWith("<!doctype html") || start.startsWith("<table")) {
            throw new UnreadableSource("HTML_TABLE", 0, "it is a web page with a workbook's name; open it in Excel, save it as .xlsx and send that");
        }
        return named ? Format.Type.CSV : Format.Type.XML;
    }

    private static String start(Path delivery, Format format) throws IOException {
        char[] start = new char[HEAD];
        try (DecodedText text = TextEncoding.of(delivery, format.charset()).open(delivery)) {
            int count = Math.max(0, text.read(start, 0, start.length));
            return new String(start, 0, count).stripLeading();
        }
    }

    /** Whether a second line begins with an object of its own, as no indented document does. */
    private static boolean nextObject(Path delivery, Format format) throws IOException {
        char[] piece = new char[1 << 16];
        boolean fresh = false;
        boolean begun = false;
        try (DecodedText text = TextEncoding.of(delivery, format.charset()).open(delivery)) {
            for (int count = text.read(piece, 0, piece.length); count > 0; count = text.read(piece, 0, piece.length)) {
                for (int index = 0; index < count; index++) {
                    char character = piece[index];
                    if (character == '\n' || character == '\r') {
                        fresh = begun;
                    } else if (fresh) {
                        return character == '{';
                    } else {
                        begun |= character > ' ';
                    }
                }
            }
        }
        return false;
    }

    private static String name(Format.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static boolean starts(byte[] head, int... expected) {
        for (int index = 0; index < expected.length; index++) {
            if (index >= head.length || (head[index] & 0xFF) != expected[index]) {
                return false;
            }
        }
        return true;
    }
}
