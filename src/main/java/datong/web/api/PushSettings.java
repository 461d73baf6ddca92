package datong.web.api;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** What a push may bring. @param limit bytes of one body, at least 1 KB */
@ConfigurationProperties("datong.push")
public record PushSettings(@DefaultValue("16MB") DataSize limit) {
    public PushSettings {
        if (limit.toBytes() < 1_024) {
            throw new IllegalArgumentException("datong.push.limit is " + limit + "; expected 1KB or more");
        }
    }
}
