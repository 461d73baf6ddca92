package datong.web.security;

import java.util.List;
import java.util.Optional;

/** What the operator is told once, when secrets were made; to be printed to the terminal and never to a log. */
public final class FirstStartNotice {
    private final Credentials credentials;

    FirstStartNotice(Credentials credentials) {
        this.credentials = credentials;
    }

    /** Empty at every later start. */
    public Optional<String> text() {
        List<Credentials.Issued> issued = credentials.issued();
        return issued.isEmpty() ? Optional.empty() : Optional.of("""
                Secrets made at this start, shown this once; they are kept in %s, which only you can read:
                %s""".formatted(credentials.firstStartFile(), Credentials.lines(issued)));
    }
}
