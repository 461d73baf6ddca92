package datong.web.console;

import datong.quality.Dimension;
import datong.schema.Dataset;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.Level;
import datong.schema.PersonalData;
import datong.schema.ShareAttribute;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How values read on a page in the viewer's language; times are the district's. */
public final class Words {
    static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(DISTRICT);
    private final boolean english;

    Words(Locale locale) {
        this.english = locale.getLanguage().equals("en");
    }

    public boolean english() {
        return english;
    }

    /** Of a description in both languages, {@code 中文 · English}, the viewer's; any other text stays as it is. */
    public String either(String description) {
        String[] parts = description.split(" · ", 2);
        boolean both = parts.length == 2 && HAN.matcher(parts[0]).find() && !HAN.matcher(parts[1]).find();
        return both ? parts[english() ? 1 : 0] : description;
    }

    public String of(Level level) {
        return english ? level.english() : level.chinese();
    }

    /** By its code, as audit events carry it. */
    public Level level(String code) {
        return Level.valueOf(code);
    }

    /** By its number, 1 to 4, as tables keep it. */
    public Level levelAt(int number) {
        return Level.values()[number - 1];
    }

    public String of(Element element) {
        return english ? element.english() : element.chinese();
    }

    public String of(datong.resolution.Kind kind) {
        return english ? kind.english() : kind.chinese();
    }

    public String of(ItemDefinition item) {
        return english ? item.english() : item.chinese();
    }

    public String of(PersonalData personal) {
        return english ? personal.english() : personal.chinese();
    }

    public String of(Dataset dataset) {
        return english ? dataset.english() : dataset.chinese();
    }

    public String of(Dimension dimension) {
        return english ? dimension.english() : dimension.chinese();
    }

    public String of(datong.catalogue.Description.Text text) {
        return english ? text.english() : text.chinese();
    }

    /** A share of 0 to 1. */
    public String percent(double share) {
        return String.format(Locale.ROOT, share >= 0.9995 || share < 0.0005 ? "%.0f %%" : "%.1f %%", share * 100);
    }

    public String of(ShareAttribute share) {
        return english ? share.english() : share.chinese();
    }

    public String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    public String time(Instant instant) {
        return TIME.format(instant);
    }

    /** The first moment that is too late, as people say it: a limit in days ends at 24:00. */
    public String deadline(Instant late) {
        ZonedDateTime local = late.atZone(DISTRICT);
        return local.toLocalTime().equals(LocalTime.MIDNIGHT) ? local.toLocalDate().minusDays(1) + " 24:00" : TIME.format(late);
    }

    public String time(Optional<Instant> instant) {
        return instant.map(TIME::format).orElse("–");
    }

    /** A day of a picture's axis: month and day. */
    public String day(LocalDate day) {
        return String.format(Locale.ROOT, "%02d-%02d", day.getMonthValue(), day.getDayOfMonth());
    }

    public String bytes(long bytes) {
        if (bytes < 1_024) {
            return bytes + " B";
        }
        int step = (63 - Long.numberOfLeadingZeros(bytes)) / 10;
        return String.format(Locale.ROOT, "%.1f %siB", bytes / (double) (1L << (step * 10)), "KMGTPE".charAt(step - 1));
    }

    /** Hours of up to two days, then days. */
    public String hours(Duration duration) {
        return duration.toHours() < 48 ? duration.toHours() + " h" : duration.toDays() + " d";
    }

    public String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    /** A code word in the pieces between which it may be broken: a code, a path, a rule. */
    public List<String> pieces(String code) {
        return List.of(code.split("(?<=[/_.:#,=])"));
    }

    /** First characters of a hash, enough to compare by eye. */
    public String brief(String hash) {
        return hash.length() <= 12 ? hash : hash.substring(0, 12) + "…";
    }
}
