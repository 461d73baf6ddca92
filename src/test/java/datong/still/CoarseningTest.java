package datong.still;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoarseningTest {
    private final Coarsening coarsening = new Coarsening(80);

    private BufferedImage coarse(byte[] picture) throws IOException {
        assertThat(coarsening.of(picture)).isInstanceOf(Stills.Content.Coarse.class);
        return ImageIO.read(new ByteArrayInputStream(((Stills.Content.Coarse) coarsening.of(picture)).png()));
    }

    private static Stills.Content unreadable(String why) {
        return new Stills.Content.Unreadable(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void aPictureBecomesAGridOfCellsThatStillShowsTheScene(String format) throws IOException {
        BufferedImage coarse = coarse(Drawn.street(format));

        assertThat(coarse.getWidth()).isEqualTo(80);
        assertThat(coarse.getHeight()).isEqualTo(45);
        assertThat(coarse.getRGB(40, 4) & 0xFF).as("blue of the sky").isBetween(0xDC, 0xEC);
        assertThat(coarse.getRGB(10, 40) & 0xFF).as("grey of the street").isBetween(0x74, 0x84);
    }

    @Test
    void nothingFinerThanACellIsLeft() throws IOException {
        byte[] stripes = Drawn.picture("png", 1920, 1080, (x, y) -> (x / 12) % 2 == 0 ? 0xFFFFFF : 0x000000);
        byte[] shifted = Drawn.picture("png", 1920, 1080, (x, y) -> (x / 12) % 2 == 0 ? 0x000000 : 0xFFFFFF);

        BufferedImage one = coarse(stripes);
        BufferedImage other = coarse(shifted);
        for (int x = 0; x < one.getWidth(); x++) {
            assertThat(one.getRGB(x, 20)).isEqualTo(other.getRGB(x, 20));
        }
    }

    @Test
    void aSmallPictureHasFewerCellsAndNotSharperOnes() throws IOException {
        BufferedImage coarse = coarse(Drawn.picture("png", 160, 96, (x, y) -> x));

        assertThat(coarse.getWidth()).isEqualTo(20);
        assertThat(coarse.getHeight()).isEqualTo(12);
    }

    @Test
    void whatCannotBeReadIsSaidAndNotKept() {
        byte[] street = Drawn.street("jpeg");

        assertThat(coarsening.of(new byte[0])).isEqualTo(unreadable("NO_PICTURE"));
        assertThat(coarsening.of("<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8))).isEqualTo(unreadable("NO_PICTURE"));
        assertThat(coarsening.of(Drawn.picture("gif", 64, 64, (x, y) -> x))).isEqualTo(unreadable("NO_PICTURE"));
        assertThat(coarsening.of(Arrays.copyOf(street, 200))).isEqualTo(unreadable("NO_PICTURE"));
        assertThat(coarsening.of(new byte[Coarsening.MOST_BYTES + 1])).isEqualTo(unreadable("TOO_LARGE"));
    }

    @Test
    void aPictureThatUnfoldsBeyondAllMeasureIsNotDecoded() throws IOException {
        assertThat(coarsening.of(emptyPng(60_000, 60_000))).isEqualTo(unreadable("TOO_LARGE"));
    }

    private static byte[] emptyPng(int width, int height) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        byte[] header = ByteBuffer.allocate(17).put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0}).array();
        CRC32 sum = new CRC32();
        sum.update(header);
        png.write(ByteBuffer.allocate(4).putInt(13).array());
        png.write(header);
        png.write(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
        return png.toByteArray();
    }

    @Test
    void cellsAreBoundedOnBothSides() {
        assertThatThrownBy(() -> new Coarsening(15)).hasMessageContaining("16 to 160");
        assertThatThrownBy(() -> new Coarsening(161)).hasMessageContaining("16 to 160");
    }
}
