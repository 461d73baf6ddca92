package datong.intake.camel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way by which records of a source arrive: a route.
 *
 * @param id of the route; the name of its file
 * @param source the mapping it feeds
 * @param from scheme of the consumer: file, sftp, kafka …
 * @param description as its file gives it, may be empty
 * @param message what is missing or wrong, empty if nothing is
 */
public record Channel(String id, String source, String from, String description, State state, String message) {
    public enum State { RUNNING, STOPPED, NOT_CONFIGURED, BROKEN }

    private static final Pattern SOURCE = Pattern.compile("(?m)^[^#\\n]*\\bledger:([a-z0-9-]+)");
    private static final Pattern FROM = Pattern.compile("(?m)^\\s*(?:from:\\s*\\{?\\s*)?uri:\\s*['\"]?([a-z0-9-]+):");
    private static final Pattern DESCRIPTION = Pattern.compile("(?m)^\\s*description:\\s*['\"]?(.+?)['\"]?\\s*$");

    /** What the text of an integration says of itself, read without knowing its settings. */
    static Channel of(String id, String text, State state, String message) {
        return new Channel(id, first(SOURCE, text, id), first(FROM, text, ""), first(DESCRIPTION, text, ""), state, message);
    }

    private static String first(Pattern pattern, String text, String otherwise) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : otherwise;
    }
}
