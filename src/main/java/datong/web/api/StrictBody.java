package datong.web.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads a question's body: what it does not know it refuses, for a condition that is ignored would tell more than was asked. */
final class StrictBody {
    private static final int MOST = 64 * 1024;
    private final JsonMapper json;

    StrictBody(JsonMapper json) {
        this.json = json.rebuild().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT).build();
    }

    /** @param name of its shape in the OpenAPI document */
    <T> T read(InputStream body, Class<T> shape, String name) throws IOException {
        byte[] bytes = body.readNBytes(MOST + 1);
        if (bytes.length > MOST) {
            throw new ApiProblem(Problem.of(413, "body-too-large", "The question is too long", "a question takes " + MOST + " bytes at most"));
        }
        try {
            return Optional.ofNullable(json.readValue(bytes, shape)).orElseThrow(() -> unreadable(name));
        } catch (JacksonException unreadable) {
            throw unreadable(name);
        }
    }

    private static ApiProblem unreadable(String name) {
        return ApiProblem.parameter("unreadable-body", "the body is not what is asked for here; see " + name + " in /api/v1/openapi.json for its members");
    }
}
