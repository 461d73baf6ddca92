package datong;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How resolution works behind intake; what it compares by stands in {@code mappings/resolution}.
 *
 * @param every pause between two looks at what the ledger has taken in; @param portion records looked at in one transaction
 */
@ConfigurationProperties("datong.resolution")
public record ResolutionSettings(@DefaultValue("5s") Duration every, @DefaultValue("10000") int portion) {
    public ResolutionSettings {
        if (portion < 100 || portion > 100_000) {
            throw new IllegalArgumentException("datong.resolution.portion is " + portion + "; expected 100 to 100000 records");
        }
        if (every.toMillis() < 100) {
            throw new IllegalArgumentException("datong.resolution.every is " + every + "; expected 100ms or more");
        }
    }
}
