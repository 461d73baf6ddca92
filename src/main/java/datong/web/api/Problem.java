package datong.web.api;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A problem document (RFC 9457).
 *
 * @param code what kind of problem, e.g. {@code unknown-item}; the type is {@code urn:datong:problem:<code>}
 * @param detail what to do about it; never holds a value of the request or of the data
 * @param more further members, e.g. {@code rule}, {@code check}, {@code auditIndex}
 */
public record Problem(int status, String code, String title, String detail, Map<String, Object> more) {
    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, Map.of());
    }

    public Problem with(String member, Object value) {
        Map<String, Object> members = new LinkedHashMap<>(more);
        members.put(member, value);
        return new Problem(status, code, title, detail, members);
    }
}
