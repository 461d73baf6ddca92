package datong.web.security;

import org.springframework.security.access.AccessDeniedException;

/** Somebody who proved who they are, but of whom the policies know nothing. */
final class UnknownSubject extends AccessDeniedException {
    UnknownSubject() {
        super("the policies do not know you; the authority adds you to policies/subjects.yaml");
    }
}
