package datong.web;

import datong.intake.VerificationRequest;
import java.util.List;

/** The records of a verification request as its department is told of them: where to find each, and why; no value but a masked one. */
public interface VerificationRows {
    List<Row> of(VerificationRequest request);

    /**
     * @param delivery its name; @param row line at which the record begins
     * @param key at the source; {@code ***} where it holds a person's data, empty where the record has none
     * @param message empty where the item is of L3 or L4
     * @param value of the column, masked by the level of the item it feeds
     */
    record Row(String delivery, long row, String key, String column, String rule, String message, String value) {}
}
