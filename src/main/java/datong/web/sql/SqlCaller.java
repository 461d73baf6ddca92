package datong.web.sql;

import datong.policy.Subject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightServerMiddleware;

/**
 * Who calls, and what they say of their question: in headers, or properties of the connection, of the names {@code purpose}, {@code scene}, {@code case} and {@code reason},
 * percent-encoded where they hold other letters than ASCII.
 *
 * @param from the address they call from
 */
record SqlCaller(Subject subject, Optional<String> purpose, Optional<String> scene, Optional<String> caseNumber, Optional<String> reason, AtomicReference<String> from) implements FlightServerMiddleware {
    static final Key<SqlCaller> KEY = Key.of("caller");

    static SqlCaller of(Subject subject, CallHeaders headers) {
        return new SqlCaller(subject, text(headers, "purpose"), text(headers, "scene"), text(headers, "case"), text(headers, "reason"), new AtomicReference<>(""));
    }

    private static Optional<String> text(CallHeaders headers, String name) {
        try {
            return Optional.ofNullable(headers.get(name)).map(value -> URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException unreadable) {
            throw CallStatus.INVALID_ARGUMENT.withDescription("the header " + name + " is not readable; percent-encode it").toRuntimeException();
        }
    }

    /** Known once the call is taken. */
    String address() {
        return from.get();
    }

    @Override
    public void onBeforeSendingHeaders(CallHeaders outgoing) {}

    @Override
    public void onCallCompleted(CallStatus status) {}

    @Override
    public void onCallErrored(Throwable failure) {}
}
