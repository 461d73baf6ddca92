package datong.audit;

import datong.audit.EventCommitment.Element;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Evidence as one file of JSON (docs/AUDIT.md). */
public final class EvidenceJson {
    private static final String FORMAT = "datong-evidence/1";
    static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final HexFormat HEX = HexFormat.of();

    private EvidenceJson() {}

    public static String write(Evidence evidence) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("format", FORMAT);
        file.put("log_key", evidence.key().toString());
        file.putAll(event(evidence));
        file.put("checkpoint", evidence.checkpoint().note());
        evidence.timeStamp().ifPresent(token -> file.put("time_stamp", Base64.getEncoder().encodeToString(token)));
        return JSON.writeValueAsString(file) + "\n";
    }

    /** The event and its place, without what it stands under. */
    static Map<String, Object> event(Evidence evidence) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("index", evidence.index());
        file.put("prev_hash", HEX.formatHex(evidence.previousLeaf()));
        file.put("frame_salt", HEX.formatHex(evidence.parts().frameSalt()));
        file.put("frame", evidence.parts().frame());
        for (int each = 0; each < EventCommitment.LISTS.size(); each++) {
            file.put(EventCommitment.LISTS.get(each), evidence.parts().lists().get(each).stream().map(EvidenceJson::element).toList());
        }
        file.put("path", evidence.path().stream().map(HEX::formatHex).toList());
        return file;
    }

    private static Map<String, String> element(Element element) {
        return switch (element) {
            case Element.Opened opened -> {
                Map<String, String> both = new LinkedHashMap<>();
                both.put("salt", HEX.formatHex(opened.salt()));
                both.put("value", opened.text());
                yield both;
            }
            case Element.Closed closed -> Map.of("hash", HEX.formatHex(closed.digest()));
        };
    }

    /** @throws IllegalArgumentException if the text is no evidence */
    public static Evidence read(String text) {
        try {
            JsonNode file = JSON.readTree(text);
            if (!FORMAT.equals(file.path("format").asString(""))) {
                throw new IllegalArgumentException("the file is no evidence: expected \"format\": \"" + FORMAT + "\"");
            }
            return event(file, LogKey.parse(file.required("log_key").asString()), Checkpoint.parse(file.required("checkpoint").asString()),
                    Optional.ofNullable(file.get("time_stamp")).map(token -> Base64.getDecoder().decode(token.asString())));
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("the evidence cannot be read: " + malformed.getOriginalMessage(), malformed);
        }
    }

    static Evidence event(JsonNode file, LogKey key, Checkpoint checkpoint, Optional<byte[]> timeStamp) {
        List<List<Element>> lists = new ArrayList<>();
        EventCommitment.LISTS.forEach(name -> lists.add(file.required(name).values().stream().map(EvidenceJson::element).toList()));
        return new Evidence(key, file.required("index").asLong(), bytes(file.required("prev_hash")),
                new EventCommitment.Parts(bytes(file.required("frame_salt")), file.required("frame").asString(), List.copyOf(lists)),
                file.required("path").values().stream().map(EvidenceJson::bytes).toList(), checkpoint, timeStamp);
    }

    private static Element element(JsonNode element) {
        return element.has("hash") ? new Element.Closed(bytes(element.get("hash"))) : new Element.Opened(bytes(element.required("salt")), element.required("value").asString());
    }

    static byte[] bytes(JsonNode hex) {
        return HEX.parseHex(hex.asString());
    }
}
