package datong.source.xml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Turns one element into cells: {@code a/b} for children, {@code @name} for attributes, a child that repeats as a JSON array of texts. */
final class FlatXml {
    static final int DEEPEST = 100;
    static final int LONGEST = 1 << 24;

    private final XMLStreamReader xml;
    private boolean nested;

    FlatXml(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** Whether the element read last held elements. */
    boolean nested() {
        return nested;
    }

    /** Reads the element the reader stands on, to its end. Its own text, if it has any, is the cell {@code #text}. */
    Map<String, String> element() throws XMLStreamException {
        Map<String, List<String>> cells = new LinkedHashMap<>();
        nested = false;
        read("", cells, 1);
        return joined(cells);
    }

    Map<String, String> attributes(String prefix) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int index = 0; index < xml.getAttributeCount(); index++) {
            cells.put(prefix + "@" + xml.getAttributeLocalName(index), xml.getAttributeValue(index));
        }
        return cells;
    }

    /** Puts a child's cells under its name. */
    void under(String name, Map<String, String> child, Map<String, String> whole) {
        child.forEach((path, cell) -> whole.put(path.equals("#text") ? name : name + "/" + path, cell));
    }

    /** Reads the remaining children up to the end of the element they stand in. */
    void children(String prefix, Map<String, String> whole, int level) throws XMLStreamException {
        Map<String, List<String>> cells = new LinkedHashMap<>();
        whole.forEach((name, cell) -> cells.computeIfAbsent(name, any -> new ArrayList<>()).add(cell));
        content(prefix, cells, level);
        whole.clear();
        whole.putAll(joined(cells));
    }

    private void read(String prefix, Map<String, List<String>> cells, int level) throws XMLStreamException {
        if (level > DEEPEST) {
            throw new XMLStreamException("nested too deeply", xml.getLocation());
        }
        attributes(prefix).forEach((name, cell) -> cells.computeIfAbsent(name, any -> new ArrayList<>()).add(cell));
        content(prefix, cells, level);
    }

    private void content(String prefix, Map<String, List<String>> cells, int level) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        boolean inner = false;
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                inner = true;
                nested = true;
                read(prefix + xml.getLocalName() + "/", cells, level + 1);
            } else if (xml.isCharacters()) {
                append(text);
            }
        }
        String own = inner ? text.toString().strip() : text.toString();
        if (!inner || !own.isEmpty()) {
            String name = prefix.isEmpty() ? "#text" : prefix.substring(0, prefix.length() - 1);
            if (!own.isBlank() || !prefix.isEmpty()) {
                cells.computeIfAbsent(name, any -> new ArrayList<>()).add(own);
            }
        }
    }

    private void append(StringBuilder text) throws XMLStreamException {
        if (text.length() + xml.getTextLength() > LONGEST) {
            throw new XMLStreamException("text too long", xml.getLocation());
        }
        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
    }

    private static Map<String, String> joined(Map<String, List<String>> cells) {
        Map<String, String> joined = new LinkedHashMap<>();
        cells.forEach((name, values) -> joined.put(name, values.size() == 1 ? values.getFirst() : array(values)));
        return joined;
    }

    private static String array(List<String> values) {
        return values.stream()
                .map(value -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }
}
