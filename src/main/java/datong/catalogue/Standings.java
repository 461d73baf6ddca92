package datong.catalogue;

import datong.schema.Dataset;
import java.time.LocalDate;
import java.util.Optional;

/** Tells how datasets are used, and how fresh they are. */
public interface Standings {
    Standings UNKNOWN = new Standings() {
        @Override
        public Standing.Usage usage(Dataset dataset, LocalDate from, LocalDate to) {
            return Standing.UNKNOWN.usage();
        }

        @Override
        public Standing.Freshness freshness(Dataset dataset, Optional<Description.Frequency> promised) {
            return Standing.UNKNOWN.freshness();
        }
    };

    /** By other departments than its own. @param to the last day, itself among them */
    Standing.Usage usage(Dataset dataset, LocalDate from, LocalDate to);

    Standing.Freshness freshness(Dataset dataset, Optional<Description.Frequency> promised);
}
