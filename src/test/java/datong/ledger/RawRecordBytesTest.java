package datong.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import datong.source.Columns;
import datong.source.Defect;
import datong.source.RawRecord;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawRecordBytesTest {
    private static final Columns COLUMNS = new Columns(List.of("sn", "picture"));

    @Test
    void aRecordWithoutAPictureReadsBackWordForWord() {
        String words = "明灯街向阳路口西北，垃圾桶满溢。See /9j/ in http://10.0.0.8/p/1.jpg, ".repeat(20);
        assertThat(kept(words)).isEqualTo(words);
        assertThat(kept(null)).isNull();
        assertThat(kept("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "gif"})
    void ofAPictureOnlyLengthAndDigestAreKept(String type) throws IOException {
        String picture = Base64.getEncoder().encodeToString(picture(type, 0x336699));
        assertThat(kept(picture)).startsWith("[picture not kept: " + picture.length() + " characters, SHA-256 ").hasSizeLessThan(130);
        assertThat(kept("data:image/" + type + ";base64," + picture)).startsWith("[picture not kept: ").hasSizeLessThan(130);
        assertThat(kept(Base64.getUrlEncoder().encodeToString(picture(type, 0x336699)))).startsWith("[picture not kept: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RIFF\u0010\u0000\u0000\u0000WEBPVP8 ", "\u0000\u0000\u0000\u0018ftypheic", "\u0000\u0000\u0000\u001cftypavif"})
    void newerKindsOfPictureAreKnownByHowTheyBegin(String beginning) {
        byte[] picture = (beginning + "x".repeat(200)).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(kept(Base64.getEncoder().encodeToString(picture))).startsWith("[picture not kept: ");
    }

    @Test
    void aPictureInsideAMessageThatCouldNotBeReadIsNotKeptEither() throws IOException {
        String picture = Base64.getEncoder().encodeToString(picture("jpg", 0x336699));
        String message = "{\"sn\":\"17431\",\"ext\":{\"snapshotBase64\":\"" + picture.replace("/", "\\/") + "\",\"scene\":\"SC02\"";
        RawRecord broken = new RawRecord(COLUMNS, new String[] {message}, 1, Optional.of(new Defect("JSON", "the line ends too early")));
        assertThat(RawRecordBytes.record(RawRecordBytes.content(broken), 1).cells()[0])
                .startsWith("{\"sn\":\"17431\",\"ext\":{\"snapshotBase64\":\"[picture not kept: ").endsWith("\",\"scene\":\"SC02\"");
    }

    @Test
    void aPictureInLinesOrWithBlanksForPlusSignsLeavesNoRest() throws IOException {
        byte[] picture = picture("jpg", 0x336699);
        assertThat(kept(Base64.getMimeEncoder().encodeToString(picture))).endsWith("]").hasSizeLessThan(130);
        assertThat(kept(Base64.getEncoder().encodeToString(picture).replace('+', ' '))).endsWith("]").hasSizeLessThan(130);
    }

    @Test
    void theSameRecordGivesTheSameBytesAlsoWhenItWasKeptInBetweenAndAnotherPictureOthers() throws IOException {
        RawRecord first = record(Base64.getEncoder().encodeToString(picture("png", 0x336699)));
        RawRecord other = record(Base64.getEncoder().encodeToString(picture("png", 0x996633)));
        byte[] content = RawRecordBytes.content(first);
        assertThat(RawRecordBytes.content(RawRecordBytes.record(content, 7))).isEqualTo(content);
        assertThat(RawRecordBytes.content(other)).isNotEqualTo(content);
    }

    private static String kept(String cell) {
        return RawRecordBytes.record(RawRecordBytes.content(record(cell)), 1).cell("picture");
    }

    private static RawRecord record(String cell) {
        return new RawRecord(COLUMNS, new String[] {"17431", cell}, 1);
    }

    private static byte[] picture(String type, int colour) throws IOException {
        BufferedImage image = new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 32; x++) {
            for (int y = 0; y < 24; y++) {
                image.setRGB(x, y, colour * (x + 1) * (y + 3));
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, type, bytes)).isTrue();
        return bytes.toByteArray();
    }
}
