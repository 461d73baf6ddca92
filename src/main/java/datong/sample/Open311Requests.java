package datong.sample;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Answers of an Open311 GeoReport v2 server: moments with an offset, items that are null or missing, a changed request once more. */
final class Open311Requests implements SampleSource {
    @Override
    public String code() {
        return "open311";
    }

    @Override
    public void write(Path folder, int records, Dice dice) throws IOException {
        try (BufferedWriter file = Files.newBufferedWriter(folder.resolve("requests.json"))) {
            file.write("[\n");
            for (int index = 0; index < records; index++) {
                boolean again = index > 0 && dice.once(25);
                file.write(request(again ? index - 1 : index, records, again, dice) + (index == records - 1 ? "\n" : ",\n"));
            }
            file.write("]\n");
        }
    }

    private static String request(int number, int records, boolean closed, Dice dice) {
        Community community = Community.pick(dice);
        Topic topic = Topic.pick(dice);
        LocalDateTime made = LocalDateTime.of(2026, 9, 1, 7, 0).plusMinutes(number * 60L * 1_440 / records);
        List<String> items = new ArrayList<>(List.of(
                text("service_request_id", "GR-" + (200_000 + number)), text("status", closed || !dice.once(3) ? "closed" : "open"),
                dice.once(6) ? "\"status_notes\":null" : text("status_notes", "已转" + topic.unit()), text("service_name", String.format(topic.title(), community.estate())),
                text("service_code", "S" + Math.floorMod(topic.minor().hashCode(), 1_000)),
                text("description", String.format(topic.content(), community.estate()) + (dice.once(8) ? "联系电话" + Citizen.of(dice.below(2_000)).phone() : "")),
                text("agency_responsible", topic.unit()), text("requested_datetime", made + ":00+08:00"), text("updated_datetime", made.plusHours(closed ? 30 : 5) + ":00+08:00"),
                text("address", community.estate() + dice.between(1, 20) + "号楼"), "\"lat\":" + community.latitude(dice), "\"long\":" + community.longitude(dice)));
        if (!dice.once(3)) {
            items.add(text("expected_datetime", made.plusDays(7) + ":00+08:00"));
        }
        if (dice.once(5)) {
            items.add(text("media_url", "https://example.invalid/m/" + number + ".jpg"));
        }
        return "{" + String.join(",", items) + "}";
    }

    private static String text(String name, String value) {
        return '"' + name + "\":\"" + value.replace("\"", "\\\"") + '"';
    }
}
