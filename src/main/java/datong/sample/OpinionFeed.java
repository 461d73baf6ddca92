package datong.sample;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A public feed, RSS 2.0: moments in two zones, markup in summaries, items without author or category. */
final class OpinionFeed implements SampleSource {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss", Locale.ENGLISH);

    @Override
    public String code() {
        return "opinion-feeds";
    }

    @Override
    public void write(Path folder, int records, Dice dice) throws IOException {
        try (BufferedWriter file = Files.newBufferedWriter(folder.resolve("feed.xml"))) {
            file.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>示例晨报</title><link>https://example.invalid/</link>\n");
            for (int index = 0; index < records; index++) {
                file.write(item(index, dice));
            }
            file.write("</channel></rss>\n");
        }
    }

    private static String item(int index, Dice dice) {
        Community community = Community.pick(dice);
        Topic topic = Topic.pick(dice);
        LocalDateTime published = LocalDateTime.of(2026, 9, 1, 8, 0).plusMinutes(index * 11L);
        String moment = dice.once(2) ? published.format(MOMENT) + " +0800" : published.minusHours(8).atOffset(ZoneOffset.UTC).format(MOMENT) + " GMT";
        String title = String.format(topic.title(), community.estate());
        return "<item><title>" + community.street() + title + "</title><link>https://example.invalid/n/" + index + "</link><guid isPermaLink=\"false\">n-" + index + "</guid><description><![CDATA[<p>"
                + title + "，街道已关注。</p>]]></description>" + (dice.once(4) ? "" : "<author>晨报记者</author>") + (dice.once(5) ? "" : "<category>" + topic.minor() + "</category>")
                + "<pubDate>" + moment + "</pubDate></item>\n";
    }
}
