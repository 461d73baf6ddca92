package datong.quality;

import datong.mapping.Mapping;
import java.util.Optional;

/** Measures each delivery when it has ended, and holds a source back whose mapping says so until a steward has looked at its leap. */
public final class QualityGate {
    private final Measurements measurements;

    public QualityGate(Measurements measurements) {
        this.measurements = measurements;
    }

    public void measured(Mapping mapping, Measurement measurement) {
        measurements.keep(measurement, Leaps.of(measurement, measurements.past(mapping.source(), measurement.received(), Leaps.PAST), mapping.drift()));
    }

    /** The leap that holds the source back. */
    public Optional<Leap> holds(Mapping mapping) {
        return mapping.drift().stop() ? measurements.open(Optional.of(mapping.source()), 1).stream().map(Measurements.Noted::leap).findFirst() : Optional.empty();
    }
}
