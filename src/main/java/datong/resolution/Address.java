package datong.resolution;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An address in its parts, each in its normal form, empty where the text does not tell.
 *
 * @param division 12 digits, of the community if it is known
 * @param base estate, or road and number: what the buildings are counted within
 * @param spot a place that is no building: a gate, a crossing
 */
public record Address(String division, String base, String building, String unit, String floor, String room, String spot) {
    public static final Address NOWHERE = new Address("", "", "", "", "", "", "");

    /** How exactly it tells. */
    public enum Grain { NONE, BASE, SPOT, BUILDING, UNIT, ROOM }

    public Grain grain() {
        if (base.isEmpty()) {
            return Grain.NONE;
        }
        if (!building.isEmpty()) {
            return !room.isEmpty() ? Grain.ROOM : !unit.isEmpty() ? Grain.UNIT : Grain.BUILDING;
        }
        return !spot.isEmpty() ? Grain.SPOT : Grain.BASE;
    }

    /** All of it, to compare whole addresses; empty if it does not even name an estate or a road number. */
    public Optional<String> whole() {
        return grain() == Grain.NONE ? Optional.empty() : Optional.of(joined(division, base, building, unit, floor, room, spot));
    }

    /** The building, or whatever stands for it; empty where only an estate is told. */
    public Optional<String> block() {
        return switch (grain()) {
            case NONE, BASE -> Optional.empty();
            case SPOT -> Optional.of(joined(division, base, spot));
            case BUILDING, UNIT, ROOM -> Optional.of(joined(division, base, building));
        };
    }

    /** The very room; empty where it is not told. */
    public Optional<String> home() {
        return grain() == Grain.ROOM ? whole() : Optional.empty();
    }

    /** What follows the building, for likeness. */
    public String rest() {
        return Stream.of(unit, floor, room).filter(part -> !part.isEmpty()).collect(Collectors.joining("-"));
    }

    private static String joined(String... parts) {
        return String.join("|", parts);
    }
}
