package datong.source.xml;

import datong.source.DecodedText;
import datong.source.Defect;
import datong.source.FlatRecord;
import datong.source.FlatSource;
import datong.source.UnreadableSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Records of an XML document, at a path that begins with the root's name. Without a path the root's children are the records, or the
 * root itself if its first child holds no elements. A document whose root bears the path's last name is a single record sent by itself.
 * Rows count records.
 */
public final class XmlRecords implements FlatSource {
    private final DecodedText text;
    private final XMLStreamReader xml;
    private final String[] path;
    private final FlatXml flat;
    private int depth;
    private boolean entered;
    private boolean ended;
    private long row;

    public XmlRecords(DecodedText text, Optional<String> path) throws UnreadableSource {
        this.text = text;
        this.path = path.filter(words -> !words.isBlank()).map(words -> words.split("/")).orElse(new String[0]);
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            this.xml = factory.createXMLStreamReader(new BufferedReader(text, 1 << 16));
            this.flat = new FlatXml(xml);
        } catch (XMLStreamException broken) {
            throw broken(broken);
        }
    }

    @Override
    public Optional<FlatRecord> next() throws UnreadableSource, IOException {
        try {
            Optional<FlatRecord> record = entered ? step() : enter();
            entered = true;
            return record;
        } catch (XMLStreamException | RuntimeException broken) {
            if (broken.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw broken(broken);
        }
    }

    private Optional<FlatRecord> enter() throws XMLStreamException, UnreadableSource {
        toRoot();
        if (path.length == 0) {
            return enterRoot();
        }
        if (path.length > 1 && path[path.length - 1].equals(xml.getLocalName())) {
            return last(flat.element());
        }
        if (!path[0].equals(xml.getLocalName())) {
            throw new UnreadableSource("NO_RECORDS", 0, "the document's root is not '" + path[0]
                    + "'; correct format.records in the mapping, or check that the file belongs to this source");
        }
        depth = 1;
        return path.length == 1 ? last(flat.element()) : step();
    }

    private void toRoot() throws XMLStreamException, UnreadableSource {
        while (xml.next() != XMLStreamConstants.START_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.DTD) {
                throw new UnreadableSource("XML_WITH_DTD", 0, "the document declares a DTD, which is refused; ask the source to leave it out");
            }
        }
    }

    private Optional<FlatRecord> enterRoot() throws XMLStreamException {
        Map<String, String> attributes = flat.attributes("");
        depth = 1;
        int event = xml.next();
        while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
            event = xml.next();
        }
        if (event == XMLStreamConstants.END_ELEMENT) {
            return attributes.isEmpty() ? Optional.empty() : last(attributes);
        }
        String name = xml.getLocalName();
        Map<String, String> first = flat.element();
        if (flat.nested()) {
            return Optional.of(record(first));
        }
        Map<String, String> whole = new LinkedHashMap<>(attributes);
        flat.under(name, first, whole);
        flat.children("", whole, 1);
        return last(whole);
    }

    /** The next element at the path's end, or among the root's children. */
    private Optional<FlatRecord> step() throws XMLStreamException, UnreadableSource {
        int wanted = path.length == 0 ? 2 : path.length;
        while (!ended && xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                boolean fits = path.length == 0 || path[depth].equals(xml.getLocalName());
                if (fits && depth + 1 == wanted) {
                    return Optional.of(record(flat.element()));
                }
                if (fits) {
                    depth++;
                } else {
                    flat.element();
                }
            }
        }
        if (row == 0 && path.length > 0) {
            throw new UnreadableSource("NO_RECORDS", 0, "there is no element at the path " + String.join("/", path)
                    + "; correct format.records in the mapping, or check that the file belongs to this source");
        }
        return Optional.empty();
    }

    private Optional<FlatRecord> last(Map<String, String> cells) throws XMLStreamException {
        FlatRecord record = record(cells);
        while (xml.hasNext()) {
            xml.next();
        }
        ended = true;
        return Optional.of(record);
    }

    private FlatRecord record(Map<String, String> cells) {
        row++;
        Optional<Defect> defect = text.broken() && cells.values().stream().anyMatch(DecodedText::marked)
                ? Optional.of(DecodedText.brokenBytes()) : Optional.empty();
        return new FlatRecord(cells, row, defect, Optional.empty());
    }

    private UnreadableSource broken(Exception broken) {
        String place = broken instanceof XMLStreamException fault && fault.getLocation() != null
                ? " at line " + fault.getLocation().getLineNumber() + " column " + fault.getLocation().getColumnNumber() : "";
        return new UnreadableSource("BROKEN_XML", row + 1, "the document is no well-formed XML after record " + row + place
                + ", or exceeds the limits (depth " + FlatXml.DEEPEST + ", " + FlatXml.LONGEST + " characters a text); ask the source for it again");
    }

    @Override
    public long bytesRead() {
        return text.bytesRead();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
