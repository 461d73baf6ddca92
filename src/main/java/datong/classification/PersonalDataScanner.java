package datong.classification;

import java.util.List;

/** Finds personal data in free text. What is uncertain is found. */
public interface PersonalDataScanner {
    /** Spans in order, not overlapping. */
    List<Span> scan(String text);

    /** The text with every span replaced by a mark that names its kind, e.g. {@code 〔手机号〕}. */
    String redact(String text);

    /** @param start first character, @param end after the last */
    record Span(Kind kind, int start, int end) {}

    /** {@code DOCUMENT} is a passport or permit, {@code ACCOUNT} one of a messenger, {@code NUMBER} what no check proves and yet looks like a person's number. */
    enum Kind { PHONE, ID_NUMBER, PLATE, BANK_CARD, NAME, EMAIL, ADDRESS, DOCUMENT, ACCOUNT, BIRTH_DATE, NUMBER }
}
