package datong.subscription;

/** Keeps how far each subscription is; durable when a method returns. */
public interface Standings {
    /** {@link Standing#FRESH} for one that never ran. */
    Standing find(String name);

    void save(String name, Standing standing);
}
