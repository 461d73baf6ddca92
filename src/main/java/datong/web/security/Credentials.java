package datong.web.security;

import datong.policy.Subject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Passwords of people and secrets of systems.
 *
 * <p>Promise: none is ever preset. Whoever the policies know and who has none gets one of 125 random bits; its bcrypt hash is kept
 * in {@code secrets/credentials}, itself only in {@code secrets/first-start.txt}, both readable by the owner alone. Whoever's
 * line is taken out of {@code credentials} gets a new one at the next start. When a secret is renewed, the former one may go on for a
 * while beside it, so that a system changes over without a pause.
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
    private final Clock clock;
    private final Map<String, List<Hash>> hashes = new TreeMap<>();
    private final List<Issued> issued = new ArrayList<>();

    /** @param known who the policies know, asked again whenever somebody without a secret turns up */
    public Credentials(Path secrets, PasswordEncoder encoder, Supplier<List<Subject>> known, Clock clock) {
        this.folder = new PrivateFolder(secrets);
        this.encoder = encoder;
        this.known = known;
        this.clock = clock;
        this.nobody = encoder.encode(secret());
        folder.read(HASHES).ifPresent(text -> text.lines().map(line -> line.split(" ")).filter(line -> line.length > 1).forEach(line ->
                hashes.computeIfAbsent(line[0], first -> new ArrayList<>()).add(new Hash(line[1], line.length > 2 ? Instant.parse(line[2]) : Instant.MAX))));
        issueMissing();
    }

    /** @param until end of a former secret; {@link Instant#MAX} for the one in force */
    private record Hash(String text, Instant until) {
        String line(String id) {
            return id + " " + text + (until.equals(Instant.MAX) ? "" : " " + until) + "\n";
        }
    }

    /** bcrypt at its least cost: every secret that it hashes is of at least 125 random bits, which no cost makes harder to guess. */
    static PasswordEncoder encoder() {
        return new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(4)));
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
        String known = hashes(id);
        return new EitherHash(encoder).matches(secret, known.isEmpty() ? nobody : known) && !known.isEmpty();
    }

    /** Of every secret that is good for somebody now, to be compared by {@link EitherHash}; empty for whom nobody knows. */
    synchronized String hashes(String id) {
        if (!hashes.containsKey(id)) {
            issueMissing();
        }
        Instant now = clock.instant();
        return hashes.getOrDefault(id, List.of()).stream().filter(hash -> hash.until().isAfter(now)).map(Hash::text).collect(Collectors.joining(EitherHash.OR));
    }

    /**
     * A new secret, good at once.
     *
     * @param overlap how long the one before stays good beside it; older ones end now
     */
    public synchronized Issued renew(Subject subject, Duration overlap) {
        Instant now = clock.instant();
        Issued fresh = new Issued(subject, secret());
        List<Hash> kept = new ArrayList<>(List.of(new Hash(encoder.encode(fresh.secret()), Instant.MAX)));
        hashes.getOrDefault(subject.id(), List.of()).stream().filter(hash -> hash.until().equals(Instant.MAX) && !overlap.isZero())
                .forEach(former -> kept.add(new Hash(former.text(), now.plus(overlap))));
        hashes.put(subject.id(), kept);
        save();
        return fresh;
    }

    /** Until when a former secret of somebody is good beside the new one. */
    public synchronized Optional<Instant> overlapUntil(String id) {
        Instant now = clock.instant();
        return hashes.getOrDefault(id, List.of()).stream().map(Hash::until).filter(until -> until.isAfter(now) && !until.equals(Instant.MAX)).findFirst();
    }

    private void save() {
        folder.write(HASHES, hashes.entrySet().stream().flatMap(entry -> entry.getValue().stream().map(hash -> hash.line(entry.getKey()))).collect(Collectors.joining()));
    }

    private synchronized void issueMissing() {
        List<Issued> fresh = known.get().stream().filter(subject -> !hashes.containsKey(subject.id()))
                .map(subject -> new Issued(subject, secret())).toList();
        if (fresh.isEmpty()) {
            return;
        }
        hand(fresh);
        fresh.forEach(one -> hashes.put(one.subject().id(), List.of(new Hash(encoder.encode(one.secret()), Instant.MAX))));
        save();
        issued.addAll(fresh);
    }

    /** Puts a secret where the hub's operator finds it, who hands it to its owner. */
    synchronized void hand(Issued secret) {
        hand(List.of(secret));
    }

    private void hand(List<Issued> secrets) {
        folder.write(FIRST_START, folder.read(FIRST_START).orElse(HEADER) + lines(secrets));
    }

    private static final String HEADER = """
            # Made at the first start. Hand each line to its owner over a safe way, then delete this file.
            # A new secret for somebody: in the console under 'Sign-in', or delete their line from the file 'credentials' beside this one and restart.
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
