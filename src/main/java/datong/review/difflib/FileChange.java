package datong.review.difflib;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How one file differs.
 *
 * @param lines of the unified format, without its head: they begin with {@code +}, {@code -}, a space or {@code @@}
 */
public record FileChange(String file, List<String> lines) {
    private static final int AROUND = 3;
    private static final int HEAD = 2;

    /** @param before and @param after texts by file name */
    public static List<FileChange> between(Map<String, String> before, Map<String, String> after) {
        TreeSet<String> files = new TreeSet<>(before.keySet());
        files.addAll(after.keySet());
        return files.stream().filter(file -> !before.getOrDefault(file, "").equals(after.getOrDefault(file, "")))
                .map(file -> new FileChange(file, lines(before.getOrDefault(file, "").lines().toList(), after.getOrDefault(file, "").lines().toList()))).toList();
    }

    private static List<String> lines(List<String> before, List<String> after) {
        return UnifiedDiffUtils.generateUnifiedDiff("", "", before, DiffUtils.diff(before, after), AROUND).stream().skip(HEAD).toList();
    }
}
