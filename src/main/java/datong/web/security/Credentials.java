package datong.web.security;

import datong.policy.Subject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Passwords of people and secrets of systems.
 *
 * <p>Promise: none is ever preset. Whoever the policies know and who has none gets one of 125 random bits; its bcrypt hash is kept
 * in {@code secrets/credentials}, itself only in {@code secrets/first-start.txt}, both readable by the owner alone. Whoever's
 * line is taken out of {@code credentials} gets a new one at the next start.
 */
public final class Credentials {
    static final String HASHES = "credentials";
    static final String FIRST_START = "first-start.txt";
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
    private final PrivateFolder folder;
    private final PasswordEncoder encoder;
    private final Supplier<List<Subject>> known;
    private final SecureRandom random = new SecureRandom();
    private final String nobody;
    private final Map<String, String> hashes = new TreeMap<>();
    private final List<Issued> issued = new ArrayList<>();

    /** @param known who the policies know, asked again whenever somebody without a secret turns up */
    public Credentials(Path secrets, PasswordEncoder encoder, Supplier<List<Subject>> known) {
        this.folder = new PrivateFolder(secrets);
        this.encoder = encoder;
        this.known = known;
        this.nobody = encoder.encode(secret());
        folder.read(HASHES).ifPresent(text -> text.lines().map(line -> line.split(" ", 2)).filter(line -> line.length == 2)
                .forEach(line -> hashes.put(line[0], line[1])));
        issueMissing();
    }

    /** A secret that was made since the hub started. */
    public record Issued(Subject subject, String secret) {
        @Override
        public String toString() {
            return "Issued[" + subject.id() + "]";
        }
    }

    /** What was made since the hub started, to be shown once. */
    public synchronized List<Issued> issued() {
        return List.copyOf(issued);
    }

    public Path firstStartFile() {
        return folder.file(FIRST_START);
    }

    /** Takes as long for an id that nobody has. */
    boolean matches(String id, String secret) {
        Optional<String> hash = hash(id);
        return encoder.matches(secret, hash.orElse(nobody)) && hash.isPresent();
    }

    synchronized Optional<String> hash(String id) {
        if (!hashes.containsKey(id)) {
            issueMissing();
        }
        return Optional.ofNullable(hashes.get(id));
    }

    private synchronized void issueMissing() {
        List<Issued> fresh = known.get().stream().filter(subject -> !hashes.containsKey(subject.id()))
                .map(subject -> new Issued(subject, secret())).toList();
        if (fresh.isEmpty()) {
            return;
        }
        folder.write(FIRST_START, folder.read(FIRST_START).orElse(HEADER) + lines(fresh));
        fresh.forEach(one -> hashes.put(one.subject().id(), encoder.encode(one.secret())));
        folder.write(HASHES, hashes.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue() + "\n").collect(Collectors.joining()));
        issued.addAll(fresh);
    }

    private static final String HEADER = """
            # Made at the first start. Hand each line to its owner over a safe way, then delete this file.
            # To make a new secret for somebody, delete their line from the file 'credentials' beside this one and restart.
            """;

    static String lines(List<Issued> issued) {
        return issued.stream().map(one -> "%-8s %-22s %s%n".formatted(one.subject().kind().name().toLowerCase(), one.subject().id(), one.secret()))
                .collect(Collectors.joining());
    }

    private String secret() {
        StringBuilder secret = new StringBuilder();
        for (int letter = 0; letter < 25; letter++) {
            secret.append(letter > 0 && letter % 5 == 0 ? "-" : "").append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return secret.toString();
    }
}
