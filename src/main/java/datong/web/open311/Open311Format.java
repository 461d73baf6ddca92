package datong.web.open311;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tools.jackson.databind.json.JsonMapper;

/** A list of things of one kind, as GeoReport v2 writes it in JSON and in XML; what is absent is null there, and empty here. */
enum Open311Format {
    JSON("application/json") {
        @Override
        String write(JsonMapper json, String list, String thing, List<Map<String, Object>> things) {
            return json.writeValueAsString(things);
        }
    },
    XML("text/xml") {
        @Override
        String write(JsonMapper json, String list, String thing, List<Map<String, Object>> things) {
            StringWriter text = new StringWriter();
            try {
                XMLStreamWriter out = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
                out.writeStartDocument("utf-8", "1.0");
                out.writeStartElement(list);
                for (Map<String, Object> one : things) {
                    out.writeStartElement(thing);
                    for (Map.Entry<String, Object> member : one.entrySet()) {
                        out.writeStartElement(member.getKey());
                        out.writeCharacters(member.getValue() == null ? "" : member.getValue().toString());
                        out.writeEndElement();
                    }
                    out.writeEndElement();
                }
                out.writeEndElement();
                out.writeEndDocument();
                return text.toString();
            } catch (XMLStreamException unreachable) {
                throw new IllegalStateException("writing into memory failed", unreachable);
            }
        }
    };

    private final String mediaType;

    Open311Format(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    abstract String write(JsonMapper json, String list, String thing, List<Map<String, Object>> things);

    /** By the ending of the address, as in {@code requests.xml}. */
    static Open311Format of(String ending) {
        return ending.equals("xml") ? XML : JSON;
    }
}
