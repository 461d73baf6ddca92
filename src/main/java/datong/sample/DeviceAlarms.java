package datong.sample;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/** GB/T 28181 alarm notifications, collected into one XML document that says GB2312 and means it. */
final class DeviceAlarms implements SampleSource {
    @Override
    public String code() {
        return "gb28181-alarms";
    }

    @Override
    public void write(Path inbox, int records, Dice dice) throws IOException {
        try (BufferedWriter file = Files.newBufferedWriter(inbox.resolve("notify-20261103.xml"), Charset.forName("GB2312"))) {
            file.write("<?xml version=\"1.0\" encoding=\"GB2312\"?>\n<Notifications>\n");
            for (int index = 0; index < records; index++) {
                file.write(notify(index, dice));
            }
            file.write("</Notifications>\n");
        }
    }

    private static String notify(int index, Dice dice) {
        Camera camera = Camera.pick(dice);
        return "<Notify><CmdType>Alarm</CmdType><SN>" + (index + 1) + "</SN><DeviceID>" + camera.id() + "</DeviceID><AlarmPriority>" + dice.between(1, 4)
                + "</AlarmPriority><AlarmMethod>" + dice.pick("5", "5", "2", "6") + "</AlarmMethod><AlarmTime>" + Dirt.time(Camera.time(index, 2_400, dice)).replace(' ', 'T')
                + "</AlarmTime><AlarmDescription>" + Camera.SCENES[dice.below(Camera.SCENES.length)][1] + "</AlarmDescription><Longitude>" + camera.community().longitude(dice)
                + "</Longitude><Latitude>" + camera.community().latitude(dice) + "</Latitude><Info><AlarmType>2</AlarmType></Info></Notify>\n";
    }
}
