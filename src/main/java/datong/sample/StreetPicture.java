package datong.sample;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** A drawn street as a camera might see it: houses, a bin that is full, a car with its plate, and two people with faces. Nobody's. */
final class StreetPicture {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;

    private StreetPicture() {}

    /** JPEG in base64. @param number another picture for each of the first few hundred */
    static String base64(int number) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        street(pen, number);
        box(pen, new Color(0x2F6B3F), 60 + number * 37 % 420, 215, 46, 60);
        box(pen, new Color(0x8A6D3B), 50 + number * 37 % 420, 262, 66, 16);
        car(pen, 90 + number * 83 % 380);
        person(pen, 200 + number * 53 % 330, 175);
        person(pen, 250 + number * 71 % 330, 185);
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpeg", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static void street(Graphics2D pen, int number) {
        box(pen, new Color(0xB9CFE4), 0, 0, WIDTH, 130);
        for (int house = 0; house < 6; house++) {
            int height = 60 + (number + house) * 29 % 60;
            box(pen, new Color(0x9A8F84 - house * 0x060606), house * 110, 150 - height, 104, height);
            for (int window = 0; window < 3; window++) {
                box(pen, new Color(0xE7E0B8), house * 110 + 14 + window * 30, 160 - height, 16, 22);
            }
        }
        box(pen, new Color(0x77797C), 0, 150, WIDTH, HEIGHT - 150);
        box(pen, new Color(0xD9D9D2), 0, 280, WIDTH, 5);
    }

    private static void car(Graphics2D pen, int left) {
        box(pen, new Color(0x7A1F28), left, 290, 120, 38);
        box(pen, new Color(0x26415E), left + 24, 270, 70, 22);
        box(pen, new Color(0x1F4FA3), left + 42, 312, 36, 11);
        box(pen, Color.WHITE, left + 45, 315, 30, 4);
    }

    private static void person(Graphics2D pen, int left, int top) {
        box(pen, new Color(0x33415C), left, top + 22, 24, 52);
        pen.setColor(new Color(0xD8A988));
        pen.fillOval(left + 2, top, 20, 24);
        pen.setColor(Color.BLACK);
        pen.fillOval(left + 7, top + 8, 3, 3);
        pen.fillOval(left + 14, top + 8, 3, 3);
        pen.drawLine(left + 8, top + 18, left + 16, top + 18);
    }

    private static void box(Graphics2D pen, Color colour, int left, int top, int width, int height) {
        pen.setColor(colour);
        pen.fillRect(left, top, width, height);
    }
}
