package datong.web.security;

import datong.policy.Subjects;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/** Notes a sign-in at an outside issuer in the audit log before its first page; the embedded one is noted where the password is checked. */
final class SignInNotes extends SavedRequestAwareAuthenticationSuccessHandler {
    private final Subjects subjects;
    private final SignInJournal journal;
    private final boolean outside;

    SignInNotes(Subjects subjects, SignInJournal journal, boolean outside) {
        this.subjects = subjects;
        this.journal = journal;
        this.outside = outside;
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws ServletException, IOException {
        if (outside) {
            subjects.find(authentication.getName()).ifPresent(subject -> journal.signedIn(subject, "oidc", request.getRemoteAddr()));
        }
        super.onAuthenticationSuccess(request, response, authentication);
    }
}
