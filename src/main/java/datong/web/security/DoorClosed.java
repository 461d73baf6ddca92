package datong.web.security;

import java.time.Duration;
import org.springframework.security.authentication.LockedException;

/** Too many failures; the door opens again by itself. */
public final class DoorClosed extends LockedException {
    private final Duration remaining;

    DoorClosed(Duration remaining) {
        super("too many failed sign-ins; try again in " + Math.max(1, remaining.toMinutes()) + " minutes");
        this.remaining = remaining;
    }

    Duration remaining() {
        return remaining;
    }
}
