package datong.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Address of a tile or bundle below a log's prefix: {@code tile/0/x001/067.p/112}, {@code tile/entries/000}.
 *
 * @param level of the hashes; empty for entries
 * @param width hashes or entries, 256 in a full tile
 */
public record TilePath(Optional<Integer> level, long tile, int width) {
    private static final Pattern FORM = Pattern.compile("tile/(entries|[0-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    /** Empty if the text is no address of a tile in its one form. */
    public static Optional<TilePath> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        Optional<Integer> level = form.group(1).equals("entries") ? Optional.empty() : Optional.of(Integer.valueOf(form.group(1)));
        int width = form.group(3) == null ? LogTiles.WIDTH : Integer.parseInt(form.group(3));
        TilePath parsed = new TilePath(level, Long.parseLong(form.group(2).replaceAll("[x/]", "")), width);
        return Optional.of(parsed).filter(path -> path.toString().equals(text));
    }

    /** The tile that holds a node of the level, as wide as a tree of {@code size} leaves has it. */
    static TilePath of(int level, long node, long size) {
        long tile = node / LogTiles.WIDTH;
        return new TilePath(Optional.of(level), tile, (int) Math.min(LogTiles.WIDTH, (size >> level * TreeFiles.STEP) - tile * LogTiles.WIDTH));
    }

    @Override
    public String toString() {
        StringBuilder path = new StringBuilder("%03d".formatted(tile % 1000));
        for (long rest = tile / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return "tile/" + level.map(String::valueOf).orElse("entries") + "/" + path + (width == LogTiles.WIDTH ? "" : ".p/" + width);
    }
}
