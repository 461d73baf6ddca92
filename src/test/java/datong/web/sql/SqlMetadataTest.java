package datong.web.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SqlMetadataTest {
    @Test
    void aPatternIsAnyTextAnySignOrItself() {
        for (String good : new String[] {"hotline_12345", "%", "hotline%", "%12345", "hot_ine%", "hotline\\_12345", "%%", "%o%1%", "_____________"}) {
            assertThat(SqlMetadata.like(good, "hotline_12345")).as(good).isTrue();
        }
        for (String bad : new String[] {"", "hotline", "%x%", "hotline_1234", "hotline\\%", "_", "Hotline%"}) {
            assertThat(SqlMetadata.like(bad, "hotline_12345")).as(bad).isFalse();
        }
        assertThat(SqlMetadata.like("%", "")).isTrue();
        assertThat(SqlMetadata.like("_", "")).isFalse();
    }

    @Test
    @Timeout(60)
    void noPatternKeepsTheHubBusy() {
        assertThat(SqlMetadata.like("%".repeat(40_000) + "!", "a".repeat(60))).isFalse();
        assertThat(SqlMetadata.like("%a".repeat(20_000) + "!", "a".repeat(60))).isFalse();
    }
}
