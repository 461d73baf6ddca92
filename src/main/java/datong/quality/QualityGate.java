package datong.quality;

import datong.mapping.Mapping;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Measures each delivery when it has ended, and holds a source back whose mapping says so until a steward has looked at its leap. */
public final class QualityGate {
    private final Measurements measurements;

    public QualityGate(Measurements measurements) {
        this.measurements = measurements;
    }

    /** The leaps it shows. */
    public List<Leap> measured(Mapping mapping, Measurement measurement) {
        List<Leap> leaps = Leaps.of(measurement, measurements.past(mapping.source(), measurement.received(), Leaps.PAST), mapping.drift());
        measurements.keep(measurement, leaps);
        return leaps;
    }

    /** Whether a steward has agreed that so many records of the source leave; if not, one is asked. */
    public boolean agreed(Leap vanishing, Instant at) {
        boolean agreed = measurements.use(vanishing.source(), (long) (vanishing.before() - vanishing.now()), at);
        if (!agreed) {
            measurements.note(vanishing, at);
        }
        return agreed;
    }

    /** The leap that holds the source back. */
    public Optional<Leap> holds(Mapping mapping) {
        return mapping.drift().stop() ? measurements.open(Optional.of(mapping.source()), 1).stream().map(Measurements.Noted::leap).findFirst() : Optional.empty();
    }
}
