package datong.web.security;

import java.util.List;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.oauth2.core.user.OAuth2User;

/** Sessions of people, in the console or only at the embedded issuer so far. */
record OpenSessions(SessionRegistry registry) {
    long of(String person) {
        return sessions(person).size();
    }

    /** Those that end are asked to sign in at their next click. @param but the one that goes on; how many ended */
    long end(String person, String but) {
        List<SessionInformation> others = sessions(person).stream().filter(session -> !session.getSessionId().equals(but)).toList();
        others.forEach(SessionInformation::expireNow);
        return others.size();
    }

    /** Whether it was ended, and has not been told so. */
    boolean ended(String session) {
        SessionInformation known = registry.getSessionInformation(session);
        return known != null && known.isExpired();
    }

    private List<SessionInformation> sessions(String person) {
        return registry.getAllPrincipals().stream().filter(principal -> principal.equals(person) || principal instanceof OAuth2User user && user.getName().equals(person))
                .flatMap(principal -> registry.getAllSessions(principal, false).stream()).toList();
    }
}
