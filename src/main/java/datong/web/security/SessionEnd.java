package datong.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a session that has lasted too long, however busy it is, or that somebody ended; before anything else is looked at, so that it opens no door any more. */
final class SessionEnd extends OncePerRequestFilter {
    private final OpenSessions sessions;
    private final Duration longest;
    private final Clock clock;

    SessionEnd(OpenSessions sessions, Duration longest, Clock clock) {
        this.sessions = sessions;
        this.longest = longest;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null && (over(session) || sessions.ended(session.getId()))) {
            session.invalidate();
        }
        chain.doFilter(request, response);
    }

    private boolean over(HttpSession session) {
        return Instant.ofEpochMilli(session.getCreationTime()).plus(longest).isBefore(clock.instant());
    }
}
