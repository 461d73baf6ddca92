package datong.source.xlsx;

import datong.source.UnreadableSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Looks into a workbook's zip before anything parses it: what kind it is, and that it does not unfold beyond reason. */
final class ZipGuard {
    private static final long MOST_BYTES = 4L << 30;
    private static final long FREE_BYTES = 64L << 20;
    private static final long MOST_RATIO = 200;
    private static final long MOST_HELD = 256L << 20;
    private static final int LONGEST_RUN = 1 << 20;
    private static final int MOST_ENTRIES = 10_000;

    private ZipGuard() {}

    static void check(Path delivery) throws UnreadableSource, IOException {
        try (ZipFile zip = new ZipFile(delivery.toFile())) {
            kind(zip);
            strict(zip);
            if (zip.size() > MOST_ENTRIES) {
                throw bomb("more than " + MOST_ENTRIES + " entries");
            }
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".xml") || entry.getName().endsWith(".rels")) {
                    unfold(zip, entry);
                }
            }
        } catch (ZipException | IllegalArgumentException broken) {
            throw new UnreadableSource("BROKEN_WORKBOOK", 0, "the workbook's zip is damaged or cut off; ask the source to send it again");
        }
    }

    private static void kind(ZipFile zip) throws UnreadableSource {
        if (zip.getEntry("xl/workbook.bin") != null) {
            throw new UnreadableSource("BINARY_WORKBOOK", 0, "it is a binary workbook (xlsb); save it as .xlsx and send that");
        }
        if (zip.getEntry("[Content_Types].xml") == null || zip.stream().noneMatch(entry -> entry.getName().startsWith("xl/"))) {
            throw new UnreadableSource("NOT_A_WORKBOOK", 0, "it is a zip archive but no Excel workbook; unpack it, or send .xlsx, .xls or .csv");
        }
    }

    private static void strict(ZipFile zip) throws UnreadableSource, IOException {
        ZipEntry workbook = zip.getEntry("xl/workbook.xml");
        if (workbook == null) {
            return;
        }
        try (InputStream bytes = zip.getInputStream(workbook)) {
            if (new String(bytes.readNBytes(1 << 13), StandardCharsets.UTF_8).contains("http://purl.oclc.org/ooxml/")) {
                throw new UnreadableSource("STRICT_WORKBOOK", 0, "it is saved as 'Strict Open XML'; save it as 'Excel Workbook (.xlsx)' and send that");
            }
        }
    }

    /** Trusts no size that the archive declares. */
    private static void unfold(ZipFile zip, ZipEntry entry) throws UnreadableSource, IOException {
        boolean held = !entry.getName().startsWith("xl/worksheets/");
        long limit = Math.min(held ? MOST_HELD : MOST_BYTES, Math.max(FREE_BYTES, entry.getCompressedSize() * MOST_RATIO));
        byte[] piece = new byte[1 << 16];
        long total = 0;
        int run = 0;
        try (InputStream bytes = zip.getInputStream(entry)) {
            for (int count = bytes.read(piece); count >= 0; count = bytes.read(piece)) {
                total += count;
                run = run(piece, count, run);
                if (total > limit || run > LONGEST_RUN) {
                    throw bomb("a part that unfolds to more than " + (run > LONGEST_RUN ? "a million characters in one cell" : limit + " bytes"));
                }
            }
        }
    }

    /** Bytes since the last tag: a cell's text. */
    private static int run(byte[] piece, int count, int before) {
        int last = count - 1;
        while (last >= 0 && piece[last] != '<') {
            last--;
        }
        return last < 0 ? before + count : count - last;
    }

    private static UnreadableSource bomb(String what) {
        return new UnreadableSource("WORKBOOK_TOO_LARGE", 0, "the workbook holds " + what
                + ", which no honest table does; send it as CSV, or split it");
    }
}
