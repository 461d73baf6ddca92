package datong;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who outside the hub sees to it that the audit log stays what it was.
 *
 * @param open whether anybody may read the log's public part at {@code /log/}: how many events there are and when, and no event
 */
@ConfigurationProperties("datong.log")
public record LogSettings(@DefaultValue("false") boolean open) {}
