package datong.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import datong.web.security.SecondFactors.Enrolment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondFactorsTest {
    @TempDir
    Path folder;
    private final MovedClock clock = new MovedClock();

    @Test
    void aFactorIsKeptOnlyOnceACodeOfItWasGiven() throws Exception {
        SecondFactors factors = start();
        Enrolment enrolment = factors.begin();
        assertThat(factors.enrol("steward", enrolment, "123456")).isFalse();
        assertThat(factors.has("steward")).isFalse();
        assertThat(factors.enrol("steward", enrolment, code(enrolment))).isTrue();
        assertThat(start().has("steward")).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("second-factors")))).isEqualTo("rw-------");
        assertThat(Files.readString(folder.resolve("second-factors"))).doesNotContain(enrolment.recovery());
    }

    @Test
    void aCodeIsGoodOnceAndAStepEarlyOrLateAndNotOlder() {
        SecondFactors factors = start();
        Enrolment enrolment = enrolled(factors);
        String first = code(enrolment);
        assertThat(factors.accepts("steward", first)).as("the code that enrolled").isFalse();
        clock.move(Duration.ofSeconds(30));
        String second = code(enrolment);
        assertThat(factors.accepts("steward", " " + second.substring(0, 3) + " " + second.substring(3))).isTrue();
        assertThat(start().accepts("steward", second)).as("used before, in another life of the hub too").isFalse();
        String early = code(enrolment.secret(), clock.instant().plusSeconds(30));
        assertThat(factors.accepts("steward", early)).isTrue();
        clock.move(Duration.ofSeconds(120));
        assertThat(factors.accepts("steward", code(enrolment.secret(), clock.instant().minusSeconds(60)))).isFalse();
        assertThat(factors.accepts("steward", code(enrolment.secret(), clock.instant().minusSeconds(30)))).isTrue();
        assertThat(factors.accepts("auditor", code(enrolment))).isFalse();
    }

    @Test
    void eachRecoveryCodeIsGoodOnceHoweverItIsTyped() {
        SecondFactors factors = start();
        Enrolment enrolment = enrolled(factors);
        assertThat(enrolment.recovery()).hasSize(8).doesNotHaveDuplicates();
        for (String code : enrolment.recovery()) {
            assertThat(start().accepts("steward", code.substring(0, 4).toUpperCase() + "-" + code.substring(4))).isTrue();
            assertThat(start().accepts("steward", code)).isFalse();
        }
        assertThat(start().has("steward")).isTrue();
    }

    @Test
    void theCodesAreThoseOfTheStandard() {
        String secret = new Base32().encodeToString("12345678901234567890".getBytes());
        assertThat(code(secret, Instant.ofEpochSecond(59))).as("RFC 6238, appendix B").isEqualTo("287082");
        assertThat(code(secret, Instant.ofEpochSecond(1_111_111_109))).isEqualTo("081804");
        SecondFactors factors = new SecondFactors(folder, java.time.Clock.fixed(Instant.ofEpochSecond(59), java.time.ZoneOffset.UTC));
        assertThat(factors.enrol("steward", new Enrolment(secret, java.util.List.of()), "287082")).isTrue();
    }

    @Test
    void theSquareSaysWhatAnAuthenticatorReads() throws Exception {
        Enrolment enrolment = start().begin();
        QrCode square = QrCode.of(enrolment.address("steward"));
        assertThat(new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(picture(square)))).getText())
                .isEqualTo("otpauth://totp/Datong:steward?secret=" + enrolment.secret() + "&issuer=Datong");
    }

    /** Eight points a module, black on white. */
    private static LuminanceSource picture(QrCode square) {
        int side = square.size() * 8;
        byte[] points = new byte[side * side];
        Arrays.fill(points, (byte) 255);
        Matcher module = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(square.path());
        while (module.find()) {
            for (int row = 0; row < 8; row++) {
                int from = (Integer.parseInt(module.group(2)) * 8 + row) * side + Integer.parseInt(module.group(1)) * 8;
                Arrays.fill(points, from, from + 8, (byte) 0);
            }
        }
        return new PlanarYUVLuminanceSource(points, side, side, 0, 0, side, side, false);
    }

    private SecondFactors start() {
        return new SecondFactors(folder, clock);
    }

    private Enrolment enrolled(SecondFactors factors) {
        Enrolment enrolment = factors.begin();
        assertThat(factors.enrol("steward", enrolment, code(enrolment))).isTrue();
        return enrolment;
    }

    private String code(Enrolment enrolment) {
        return code(enrolment.secret(), clock.instant());
    }

    static String code(String secret, Instant at) {
        try {
            return new TimeBasedOneTimePasswordGenerator().generateOneTimePasswordString(new SecretKeySpec(new Base32().decode(secret), "HmacSHA1"), at);
        } catch (InvalidKeyException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
