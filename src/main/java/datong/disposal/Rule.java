package datong.disposal;

import datong.schema.DatasetCode;
import datong.schema.Element;
import java.util.Optional;

/**
 * How long something is kept that is needed no more.
 *
 * @param days after it was needed last
 * @param source law or decision that says so
 */
public record Rule(Kind what, Optional<Element> element, Optional<DatasetCode> dataset, int days, String source) {

    /** Records of use, applications and the audit log are none of these: they are locked for three years at least. */
    public enum Kind {
        /** Versions of records that were replaced, or left the ledger. */
        HISTORY,
        /** Quarantined records that were replayed or settled. */
        QUARANTINE,
        /** Files as they were delivered. */
        DELIVERIES,
        /** Files of releases; that there was a release stays known. */
        RELEASES,
        /** Records kept for trying mappings. */
        SAMPLES,
        /** Pictures that cameras took, from the closing of their case. */
        STILLS
    }

    /** Of several that apply the most particular one counts. */
    int weight() {
        return (dataset.isPresent() ? 2 : 0) + (element.isPresent() ? 1 : 0);
    }

    /** In one line, for the certificate. */
    public String words() {
        return what + dataset.map(code -> " of " + code).orElse("") + element.map(one -> " of " + one.code()).orElse("") + ": " + days + " days" + (source.isEmpty() ? "" : " (" + source + ")");
    }
}
