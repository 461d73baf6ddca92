package datong.anonymity;

/**
 * A column that somebody may know of a person from elsewhere.
 *
 * @param finest the finest level of the hierarchy that may leave
 */
public record QuasiIdentifier(String name, Hierarchy hierarchy, int finest) {
    public QuasiIdentifier {
        if (finest < 0 || finest >= hierarchy.levels()) {
            throw new IllegalArgumentException(name + ": the hierarchy has levels 0 to " + (hierarchy.levels() - 1) + ", and " + finest + " is none of them");
        }
    }

    public QuasiIdentifier(String name, Hierarchy hierarchy) {
        this(name, hierarchy, 0);
    }
}
