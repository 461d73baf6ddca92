package datong.resolution;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The district's own place names: estates and points with the community they stand in and the other names people use. */
public final class Gazetteer {
    /** @param division 12 digits of the community; @param names the proper name first, then aliases */
    public record Place(String division, List<String> names) {}

    /** A name found in a text, and where. */
    public record Found(Place place, int start, int end) {
        public String name() {
            return place.names().getFirst();
        }
    }

    private record Entry(String name, Place place) {}

    private final List<Entry> entries;

    public Gazetteer(List<Place> places) {
        this.entries = places.stream().flatMap(place -> place.names().stream().map(name -> new Entry(name, place)))
                .sorted(Comparator.comparing((Entry entry) -> -entry.name().length())).toList();
    }

    /** The longest name that the text holds; of equals the first in the file. */
    public Optional<Found> find(String text) {
        for (Entry entry : entries) {
            int start = text.indexOf(entry.name());
            if (start >= 0) {
                return Optional.of(new Found(entry.place(), start, start + entry.name().length()));
            }
        }
        return Optional.empty();
    }
}
