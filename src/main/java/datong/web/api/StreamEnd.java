package datong.web.api;

import java.util.Map;

/**
 * Why a stream ended.
 *
 * @param reason for programs; @param detail what to do; @param more of a refusal: its check, rule, policy version and audit index
 */
record StreamEnd(String reason, String detail, Map<String, Object> more) {
    static StreamEnd hubStops() {
        return new StreamEnd("hub-stops", "connect again with the last id in a moment", Map.of());
    }

    static StreamEnd tokenOver() {
        return new StreamEnd("token-over", "connect again with the last id and a new token", Map.of());
    }

    static StreamEnd unknownSubject() {
        return new StreamEnd("unknown-subject", "the policies do not know you any more; ask the data bureau", Map.of());
    }

    static StreamEnd permissionChanged() {
        return new StreamEnd("permission-changed", "what you may see is not what it was when the stream began: connect again with the last id to go on under the new terms, or with since=start "
                + "for a copy that is all of one kind", Map.of());
    }

    static StreamEnd unavailable() {
        return new StreamEnd("unavailable", "the hub cannot answer at the moment; connect again with the last id in a while", Map.of());
    }

    static StreamEnd of(Problem problem) {
        return new StreamEnd(problem.code(), problem.detail(), problem.more());
    }
}
