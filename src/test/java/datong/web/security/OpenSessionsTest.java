package datong.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.core.session.SessionRegistryImpl;

class OpenSessionsTest {
    private final SessionRegistryImpl registry = new SessionRegistryImpl();
    private final OpenSessions sessions = new OpenSessions(registry);

    @Test
    void whoIsSignedInAtTheIssuerOnlyIsEndedToo() {
        registry.registerNewSession("one", "steward");
        registry.registerNewSession("other", "steward");
        registry.registerNewSession("third", "auditor");
        assertThat(sessions.of("steward")).isEqualTo(2);
        assertThat(sessions.end("steward", "other")).isEqualTo(1);
        assertThat(sessions.ended("one")).isTrue();
        assertThat(sessions.ended("other")).isFalse();
        assertThat(sessions.ended("third")).isFalse();
        assertThat(sessions.ended("unknown")).isFalse();
    }
}
