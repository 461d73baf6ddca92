package datong.intake;

import datong.mapping.MappedRecord;

/** Values of single items that their owner put right; they stand in place of what the source delivers for as long as it delivers the wrong one. */
public interface Corrections {
    /** Flag of an item whose value stands corrected. */
    String CORRECTED = "CORRECTED";

    Corrections NONE = new Corrections() {
        @Override
        public boolean any(String source) {
            return false;
        }

        @Override
        public MappedRecord in(String source, String key, MappedRecord mapped) {
            return mapped;
        }
    };

    /** Whether any record of the source was ever corrected. */
    boolean any(String source);

    /** The record with its corrected values, each flagged. @param key by which the ledger knows it */
    MappedRecord in(String source, String key, MappedRecord mapped);
}
