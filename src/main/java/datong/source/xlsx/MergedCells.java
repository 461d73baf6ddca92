package datong.source.xlsx;

import datong.source.RowSource.MergedRange;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The merged ranges of one sheet. They stand after the cells, so that they take a pass of their own; made only if columns are filled down. */
record MergedCells(Path delivery, String sheet) {
    private static final int MOST = 1 << 20;

    List<MergedRange> read() throws UnreadableSource, IOException {
        try (ZipFile zip = new ZipFile(delivery.toFile())) {
            Optional<String> relation = find(zip, "xl/workbook.xml", "sheet", "name", sheet, "id");
            Optional<String> target = relation.isEmpty() ? Optional.empty()
                    : find(zip, "xl/_rels/workbook.xml.rels", "Relationship", "Id", relation.get(), "Target");
            String part = target.map(path -> path.startsWith("/") ? path.substring(1) : "xl/" + path).orElse("");
            return zip.getEntry(part) == null ? List.of() : ranges(zip, part);
        } catch (XMLStreamException | RuntimeException broken) {
            throw XlsxWorkbook.broken(0, broken);
        }
    }

    private static Optional<String> find(ZipFile zip, String part, String element, String key, String value, String wanted)
            throws IOException, XMLStreamException {
        ZipEntry entry = zip.getEntry(part);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream bytes = zip.getInputStream(entry)) {
            XMLStreamReader xml = reader(bytes);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals(element) && value.equals(attribute(xml, key))) {
                    return Optional.ofNullable(attribute(xml, wanted));
                }
            }
            return Optional.empty();
        }
    }

    /** By local name: the relation's {@code id} stands in another namespace, and {@code sheetId} is another attribute. */
    private static String attribute(XMLStreamReader xml, String name) {
        for (int index = 0; index < xml.getAttributeCount(); index++) {
            if (xml.getAttributeLocalName(index).equals(name)) {
                return xml.getAttributeValue(index);
            }
        }
        return null;
    }

    private static List<MergedRange> ranges(ZipFile zip, String part) throws IOException, XMLStreamException {
        List<MergedRange> ranges = new ArrayList<>();
        try (InputStream bytes = zip.getInputStream(zip.getEntry(part))) {
            XMLStreamReader xml = reader(bytes);
            while (xml.hasNext() && ranges.size() < MOST) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("mergeCell")) {
                    ranges.add(range(xml.getAttributeValue(null, "ref")));
                }
            }
        }
        return ranges;
    }

    private static XMLStreamReader reader(InputStream bytes) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(bytes);
    }

    private static MergedRange range(String reference) {
        String[] ends = reference.replace("$", "").split(":");
        String last = ends[ends.length - 1];
        return new MergedRange(row(ends[0]), row(last), column(ends[0]), column(last));
    }

    private static long row(String cell) {
        return Long.parseLong(cell.replaceAll("[A-Z]", ""));
    }

    private static int column(String cell) {
        int column = 0;
        for (int index = 0; index < cell.length() && Character.isLetter(cell.charAt(index)); index++) {
            column = column * 26 + cell.charAt(index) - 'A' + 1;
        }
        return column - 1;
    }
}
