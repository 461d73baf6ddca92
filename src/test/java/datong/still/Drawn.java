package datong.still;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;

/** Pictures for tests, pixel by pixel. */
public final class Drawn {
    private Drawn() {}

    /** @param format {@code png} or {@code jpeg}; @param rgb of column and row */
    public static byte[] picture(String format, int width, int height, IntBinaryOperator rgb) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, rgb.applyAsInt(x, y));
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** A street by day: sky above, grey below, a dark plate with stripes as fine as letters. */
    public static byte[] street(String format) {
        return picture(format, 1920, 1080, (x, y) -> y < 400 ? 0xB9CFE4 : x > 800 && x < 940 && y > 700 && y < 730 && (x / 4) % 2 == 0 ? 0xFFFFFF : 0x77797C);
    }
}
