package datong.quality;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Forgets every measurement. */
public final class NothingMeasured implements Measurements {
    @Override
    public void keep(Measurement measurement, List<Leap> leaps) {}

    @Override
    public List<Measurement> past(String source, Instant before, int most) {
        return List.of();
    }

    @Override
    public List<Measurement> since(String source, Instant from) {
        return List.of();
    }

    @Override
    public Ended ended(String source, Instant from) {
        return new Ended(0, 0);
    }

    @Override
    public List<Noted> open(Optional<String> source, int most) {
        return List.of();
    }

    @Override
    public Optional<Noted> accept(long id, String actor, Instant at) {
        return Optional.empty();
    }

    @Override
    public void note(Leap leap, Instant at) {}

    @Override
    public boolean use(String source, long vanishing, Instant at) {
        return false;
    }
}
