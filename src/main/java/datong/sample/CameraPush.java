package datong.sample;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;

/** Camera alarms as vendors push them (§4.7): one JSON object a line, coordinates and scene nested; the first and every fiftieth with a picture. */
final class CameraPush implements SampleSource {
    private static final int WITH_PICTURE = 50;

    @Override
    public String code() {
        return "camera-push";
    }

    @Override
    public void write(Path inbox, int records, Dice dice) throws IOException {
        try (BufferedWriter file = Files.newBufferedWriter(inbox.resolve("alarms-20261103.ndjson"))) {
            file.write(Story.text("camera-push.json").replace("\n", "").replace("\"...\"", '"' + StreetPicture.base64(0) + '"'));
            file.write('\n');
            for (int index = 1; index < records; index++) {
                file.write(line(index, dice));
                file.write('\n');
            }
        }
    }

    private static String line(int index, Dice dice) {
        Camera camera = Camera.pick(dice);
        String[] scene = Camera.SCENES[dice.below(Camera.SCENES.length)];
        LocalDateTime time = Camera.time(index, 800, dice);
        if (dice.once(400)) {
            return "{\"cmdType\":\"Alarm\",\"sn\":\"" + (20_000 + index) + "\",\"deviceId\":"; // the connection broke
        }
        return "{\"cmdType\":\"Alarm\",\"sn\":\"" + (20_000 + index) + "\",\"deviceId\":\"" + camera.id() + "\",\"alarmPriority\":\"" + dice.between(1, 4)
                + "\",\"alarmMethod\":\"5\",\"alarmTime\":\"" + Dirt.time(time).replace(' ', 'T') + "\",\"alarmType\":\"2\",\"alarmDescription\":\"" + scene[1]
                + "\",\"longitude\":" + camera.community().longitude(dice) + ",\"latitude\":" + camera.community().latitude(dice)
                + ",\"ext\":{\"scene\":\"" + scene[0] + "\",\"confidence\":0." + dice.between(60, 99) + ",\"trackId\":\"t-" + index
                + "\",\"snapshotBase64\":\"" + (index % WITH_PICTURE == 0 ? StreetPicture.base64(index / WITH_PICTURE) : "") + "\",\"algorithm\":\"garb-2.3.1\"}}";
    }
}
