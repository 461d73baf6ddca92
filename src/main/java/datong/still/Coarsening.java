package datong.still;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes a picture so coarse that faces and plates go under in it, and the scene does not: the whole of it becomes a grid of few cells, each the mean of what lay under it (公共安全视频图像信息系统管理条例:
 * faces and plates are blurred). Nothing is looked for, so nothing can be missed; and nothing but the cells is kept, no metadata either.
 *
 * @param cells along the longer side
 */
public record Coarsening(int cells) {
    public static final int MOST_BYTES = 5 * 1024 * 1024;
    /** 4K has 8.3 million. */
    private static final long MOST_PIXELS = 12_000_000;
    /** However small the picture: pixels of it along a cell's side. */
    private static final int LEAST_UNDER_A_CELL = 8;
    /** Pixels read along a cell's side; the others are skipped while decoding. */
    private static final int READ = 4;

    public Coarsening {
        if (cells < 16 || cells > 160) {
            throw new IllegalArgumentException("a still has 16 to 160 cells along its longer side, not " + cells);
        }
    }

    /** Coarse, or why it cannot be: TOO_LARGE, NO_PICTURE. Reads JPEG and PNG. */
    public Stills.Content of(byte[] picture) {
        if (picture.length > MOST_BYTES) {
            return new Stills.Content.Unreadable("TOO_LARGE");
        }
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
            for (Iterator<ImageReader> readers = ImageIO.getImageReaders(in); readers.hasNext();) {
                ImageReader reader = readers.next();
                if (reader.getFormatName().toUpperCase(Locale.ROOT).matches("JPEG|PNG")) {
                    return of(reader, in);
                }
            }
            return new Stills.Content.Unreadable("NO_PICTURE");
        } catch (IOException | RuntimeException broken) {
            return new Stills.Content.Unreadable("NO_PICTURE");
        }
    }

    private Stills.Content of(ImageReader reader, ImageInputStream in) throws IOException {
        try {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > MOST_PIXELS) {
                return new Stills.Content.Unreadable("TOO_LARGE");
            }
            double cell = Math.max(LEAST_UNDER_A_CELL, Math.max(width, height) / (double) cells);
            int step = Math.max(1, (int) (cell / READ));
            ImageReadParam every = reader.getDefaultReadParam();
            every.setSourceSubsampling(step, step, 0, 0);
            return new Stills.Content.Coarse(png(means(reader.read(0, every), Math.max(1, (int) (width / cell)), Math.max(1, (int) (height / cell)))));
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage means(BufferedImage read, int columns, int rows) {
        BufferedImage means = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                means.setRGB(column, row, mean(read, edge(column, columns, read.getWidth()), edge(column + 1, columns, read.getWidth()), edge(row, rows, read.getHeight()),
                        edge(row + 1, rows, read.getHeight())));
            }
        }
        return means;
    }

    private static int edge(int place, int of, int length) {
        return (int) ((long) place * length / of);
    }

    private static int mean(BufferedImage read, int left, int right, int top, int bottom) {
        long red = 0;
        long green = 0;
        long blue = 0;
        int right1 = Math.max(right, left + 1);
        int bottom1 = Math.max(bottom, top + 1);
        for (int y = top; y < bottom1; y++) {
            for (int x = left; x < right1; x++) {
                int rgb = read.getRGB(x, y);
                red += rgb >> 16 & 0xFF;
                green += rgb >> 8 & 0xFF;
                blue += rgb & 0xFF;
            }
        }
        int pixels = (right1 - left) * (bottom1 - top);
        return (int) (red / pixels) << 16 | (int) (green / pixels) << 8 | (int) (blue / pixels);
    }

    private static byte[] png(BufferedImage means) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(means, "png", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
