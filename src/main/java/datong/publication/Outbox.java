package datong.publication;

import java.util.List;

/** Files of releases on their way out by a route: each entered once, handed over until the receiver has confirmed it, so at least once. */
public interface Outbox {
    /** Enters every file of these publications' releases that is visible and not yet entered, the oldest first. */
    void enter(String route, List<String> publications);

    /** What is not confirmed yet, in the order in which it was entered. */
    List<Item> waiting(String route, int most);

    /** Notes which audit event tells of the handing over, so that a second try is not a second event. */
    void audited(String route, String key, long index);

    /** The receiver has it. */
    void sent(String route, String key);

    /** @param key the same at every try, by which the receiver tells a repetition: release id and file name */
    record Item(String key, String publication, int version, String dataset, String recipient, String purpose, String policyVersion, Release.File file,
            boolean audited) {}
}
