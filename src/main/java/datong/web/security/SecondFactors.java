package datong.web.security;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/**
 * One-time codes that people have beside their password (TOTP, RFC 6238: six digits, 30 seconds, SHA-1, as every authenticator takes
 * them), and recovery codes for the day the telephone is gone. A code is good once; the one before and the one after pass too, since
 * clocks differ. Kept in {@code secrets/second-factors}, readable by the owner alone; recovery codes as hashes.
 */
public final class SecondFactors {
    static final String FILE = "second-factors";
    private static final int RECOVERY_CODES = 8;
    private static final int DRIFT = 1;
    private final PrivateFolder folder;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
    private final Map<String, Factor> factors = new TreeMap<>();

    public SecondFactors(Path secrets, Clock clock) {
        this.folder = new PrivateFolder(secrets);
        this.clock = clock;
        folder.read(FILE).ifPresent(text -> text.lines().map(line -> line.split(" ")).filter(line -> line.length > 2).forEach(line ->
                factors.put(line[0], new Factor(line[1], Long.parseLong(line[2]), List.of(line).subList(3, line.length)))));
    }

    /** @param last step of the newest code that was taken; @param recovery hashes of the codes that are left */
    private record Factor(String secret, long last, List<String> recovery) {
        String line(String id) {
            return Stream.concat(Stream.of(id, secret, String.valueOf(last)), recovery.stream()).collect(Collectors.joining(" ", "", "\n"));
        }
    }

    /** What somebody is shown once, and has only after they have answered with a code of it. @param secret in Base32, as authenticators take it */
    public record Enrolment(String secret, List<String> recovery) {
        /** What a QR code says to an authenticator. */
        public String address(String account) {
            return "otpauth://totp/Datong:" + URLEncoder.encode(account, StandardCharsets.UTF_8) + "?secret=" + secret + "&issuer=Datong";
        }

        @Override
        public String toString() {
            return "Enrolment";
        }
    }

    public synchronized boolean has(String id) {
        return factors.containsKey(id);
    }

    public Enrolment begin() {
        byte[] secret = new byte[20];
        random.nextBytes(secret);
        return new Enrolment(new Base32().encodeToString(secret), Stream.generate(this::recoveryCode).limit(RECOVERY_CODES).toList());
    }

    /** Whether somebody's authenticator shows what it should. */
    boolean matches(Enrolment enrolment, String code) {
        return step(fresh(enrolment), plain(code)).isPresent();
    }

    private static Factor fresh(Enrolment enrolment) {
        return new Factor(enrolment.secret(), 0, enrolment.recovery().stream().map(SecondFactors::hash).toList());
    }

    /** @return whether the code was one of the enrolment; only then is it kept */
    public synchronized boolean enrol(String id, Enrolment enrolment, String code) {
        Factor fresh = fresh(enrolment);
        OptionalLong step = step(fresh, plain(code));
        step.ifPresent(taken -> keep(id, new Factor(fresh.secret(), taken, fresh.recovery())));
        return step.isPresent();
    }

    /** Takes a one-time code or a recovery code; either is then used up. */
    public synchronized boolean accepts(String id, String code) {
        Factor factor = factors.get(id);
        if (factor == null) {
            return false;
        }
        OptionalLong step = step(factor, plain(code));
        if (step.isPresent()) {
            keep(id, new Factor(factor.secret(), step.getAsLong(), factor.recovery()));
            return true;
        }
        List<String> left = new ArrayList<>(factor.recovery());
        boolean recovered = left.remove(hash(plain(code)));
        if (recovered) {
            keep(id, new Factor(factor.secret(), factor.last(), left));
        }
        return recovered;
    }

    public synchronized void remove(String id) {
        factors.remove(id);
        save();
    }

    /** Of a code that is newer than the last that was taken. */
    private OptionalLong step(Factor factor, String code) {
        long length = codes.getTimeStep().toSeconds();
        long now = clock.instant().getEpochSecond() / length;
        return LongStream.rangeClosed(now - DRIFT, now + DRIFT).filter(step -> step > factor.last())
                .filter(step -> same(code(factor, Instant.ofEpochSecond(step * length)), code)).findFirst();
    }

    private String code(Factor factor, Instant at) {
        try {
            return codes.generateOneTimePasswordString(new SecretKeySpec(new Base32().decode(factor.secret()), codes.getAlgorithm()), at);
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
    }

    /** People type spaces and hyphens where they read them. */
    private static String plain(String code) {
        return code.replaceAll("[\\s-]", "").toLowerCase(java.util.Locale.ROOT);
    }

    private String recoveryCode() {
        byte[] code = new byte[10];
        random.nextBytes(code);
        return new Base32().encodeToString(code).toLowerCase(java.util.Locale.ROOT);
    }

    /** Of 80 random bits: nothing slower is needed. */
    private static String hash(String recoveryCode) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(MessageDigest.getInstance("SHA-256").digest(plain(recoveryCode).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void keep(String id, Factor factor) {
        factors.put(id, factor);
        save();
    }

    private void save() {
        folder.write(FILE, factors.entrySet().stream().map(entry -> entry.getValue().line(entry.getKey())).collect(Collectors.joining()));
    }
}
