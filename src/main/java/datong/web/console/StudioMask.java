package datong.web.console;

import datong.classification.PersonalDataScanner;
import datong.schema.ItemDefinition;
import datong.schema.Level;
import datong.studio.Clue;
import datong.studio.ColumnProfile;
import datong.studio.Shape;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Shows values of a draft: masked by the level of their item, and never a number of a person, whatever item somebody chose for it. */
final class StudioMask {
    private static final Pattern NUMBER = Pattern.compile("(?:\\d[ -]?){6,}");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(Words.DISTRICT);
    private static final Pattern FULL_WIDTH = Pattern.compile("[０-９]{6,}");
    private final LevelMask mask;
    private final PersonalDataScanner scanner;

    StudioMask(LevelMask mask, PersonalDataScanner scanner) {
        this.mask = mask;
        this.scanner = scanner;
    }

    String value(ItemDefinition item, Object value) {
        if (value instanceof Instant moment && !item.level().atLeast(Level.L3)) {
            return TIME.format(moment);
        }
        String shown = mask.value(item, value);
        return item.level().atLeast(Level.L3) ? shown : harmless(shown);
    }

    /** Numbers long enough to be somebody's are looked at. */
    private String harmless(String text) {
        return NUMBER.matcher(text).find() || FULL_WIDTH.matcher(text).find() ? scanner.redact(text) : text;
    }

    /** Examples of a column: as its item is shown; patterns where nobody has said what it holds, or where it holds what an open item may not. */
    List<String> examples(ColumnProfile column, Optional<ItemDefinition> item) {
        boolean open = item.isPresent() && (item.get().level().atLeast(Level.L3) || !column.looksPersonal());
        return column.examples().stream().map(text -> brief(open ? value(item.get(), text) : Shape.of(text))).distinct().toList();
    }

    /** Words of a code set, shown so that codes can be given to them; not where they could be names or numbers. */
    static boolean wordsMayBeShown(ColumnProfile column) {
        return !column.words().isEmpty() && !column.looksPersonal() && column.share(Clue.SENTENCE) < 0.2;
    }

    static String brief(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
