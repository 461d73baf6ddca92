package datong.mapping;

/** What a value that cannot be used does to its record: quarantine, or an absent value with a quality flag. */
public enum OnError { REJECT, FLAG }
