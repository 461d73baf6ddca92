package datong.web.sql;

import datong.policy.Subject;
import datong.policy.Subjects;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.net.InetSocketAddress;
import java.util.List;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallInfo;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightServerMiddleware;
import org.apache.arrow.flight.RequestContext;
import org.apache.arrow.flight.grpc.ServerInterceptorAdapter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** The same tokens as at the API, with the scope {@code records}; whoever the policies do not know stays outside. */
final class SqlCallers implements FlightServerMiddleware.Factory<SqlCaller>, ServerInterceptor {
    private static final String BEARER = "Bearer ";
    private final JwtDecoder tokens;
    private final Subjects subjects;
    private final String subjectClaim;

    SqlCallers(JwtDecoder tokens, Subjects subjects, String subjectClaim) {
        this.tokens = tokens;
        this.subjects = subjects;
        this.subjectClaim = subjectClaim;
    }

    @Override
    public SqlCaller onCallStarted(CallInfo call, CallHeaders headers, RequestContext context) {
        String header = headers.get("authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw stranger("send a token of the hub as 'authorization: Bearer …'");
        }
        return SqlCaller.of(subject(header.substring(BEARER.length()).strip()), headers);
    }

    private Subject subject(String token) {
        try {
            Jwt jwt = tokens.decode(token);
            if (!scopes(jwt).contains("records")) {
                throw CallStatus.UNAUTHORIZED.withDescription("the token does not reach this far; ask for one with the scope records").toRuntimeException();
            }
            return subjects.find(jwt.getClaimAsString(subjectClaim)).orElseThrow(() -> CallStatus.UNAUTHORIZED.withDescription("the policies do not know you").toRuntimeException());
        } catch (JwtException refused) {
            throw stranger("the token is over, forged or made for somebody else; ask for a new one");
        }
    }

    private static List<String> scopes(Jwt jwt) {
        Object scope = jwt.getClaims().get("scope");
        return scope instanceof String words ? List.of(words.split(" ")) : scope instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    }

    private static FlightRuntimeException stranger(String what) {
        return CallStatus.UNAUTHENTICATED.withDescription(what).toRuntimeException();
    }

    /** Runs after {@link #onCallStarted}, where the connection is known. */
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress remote
                && ServerInterceptorAdapter.SERVER_MIDDLEWARE_KEY.get().get(SqlCaller.KEY) instanceof SqlCaller caller) {
            caller.from().set(remote.getAddress().getHostAddress());
        }
        return next.startCall(call, headers);
    }
}
