package datong.intake.camel;

import datong.intake.Outcome;
import java.util.Optional;
import java.util.regex.Pattern;

/** A delivery that did not go through, as was foreseen. The message is the whole story for a log: source, name, rule, what to do; never a value. */
public final class NotTaken extends Exception {
    private static final Pattern PERSONAL = Pattern.compile("(?<!\\d)(\\d{17}[\\dXx]|1[3-9]\\d{9})(?!\\d)");
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}+");
    private static final int LONGEST = 1_000;

    private final transient Optional<String> outcome;

    private NotTaken(Optional<String> outcome, String message, Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
    }

    /** What became of the delivery; empty if nothing did, so that it must be taken again. */
    Optional<String> outcome() {
        return outcome;
    }

    static NotTaken noAttachment(String source) {
        return new NotTaken(Optional.of("SET_ASIDE"), source + ": a mail bears no attachment of a wanted name; see that the sender attaches the file, and that the integration's "
                + "pattern fits its name", null);
    }

    static NotTaken setAside(String source, String name, Outcome.SetAside aside) {
        return new NotTaken(Optional.of("SET_ASIDE"), line(source, name, "was set aside", aside.rule(), aside.message(), "mend it and deliver it again"), null);
    }

    static NotTaken stopped(String source, String name, Outcome.Stopped stopped) {
        return new NotTaken(Optional.of("STOPPED"), line(source, name, "was stopped", stopped.rule(), stopped.message(), "the file was not read; deliver it again after that"), null);
    }

    /** Empty if the failure is anything else than a database that went away. */
    static Optional<NotTaken> databaseAway(String source, Throwable failure) {
        return DatabaseAway.state(failure).map(state -> new NotTaken(Optional.empty(), source + ": the hub's database went away in the middle (SQLSTATE " + state
                + "); what was under way is taken again once it is back", failure));
    }

    /** Something on its way out that its receiver does not take now; it is kept and handed over again. */
    public static NotTaken byReceiver(String message) {
        return new NotTaken(Optional.empty(), message, null);
    }

    private static String line(String source, String name, String fate, String rule, String message, String advice) {
        String text = source + ": " + PERSONAL.matcher(name).replaceAll("…") + " " + fate + " by " + rule + ": " + message;
        String plain = UNPRINTABLE.matcher(text).replaceAll(" ");
        return (plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + " …") + "; " + advice;
    }
}
