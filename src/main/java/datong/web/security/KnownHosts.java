package datong.web.security;

import datong.web.api.Problem;
import datong.web.api.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers only under the hub's own names: where it sends a browser follows the name it was asked by. Probes of its health may use any. */
final class KnownHosts extends OncePerRequestFilter {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String HEALTH = "/actuator/health";
    private final Set<String> names;
    private final Problems problems;

    KnownHosts(SignInSettings settings, Problems problems) {
        this.names = Stream.of(THIS_MACHINE.stream(), settings.url().map(URI::getHost).stream(), settings.hosts().stream())
                .flatMap(each -> each).map(name -> name.strip().toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        if (names.contains(request.getServerName().toLowerCase(Locale.ROOT))) {
            chain.doFilter(request, response);
            return;
        }
        problems.write(request, response, Problem.of(400, "unknown-host", "This hub does not go by that name",
                "ask for it by the address in DATONG_URL; an operator adds further names with DATONG_HOSTS, joined by commas"));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals(HEALTH) || path.startsWith(HEALTH + "/");
    }
}
