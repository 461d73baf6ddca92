package datong.intake;

/** Keeps what arrived and what became of it. */
public interface Deliveries {
    void begin(Delivery delivery);

    void progress(String delivery, long rows, long bytes);

    void end(Outcome outcome, long rows, long bytes);

    /** The delivery ended because the hub did: it will be taken again from its beginning. */
    void interrupted(String delivery);
}
