package datong.oversight;

/** How many events, by what was decided. @param done what the hub and its people did that nobody had to permit */
public record Tally(long permitted, long denied, long done) {
    public static final Tally NONE = new Tally(0, 0, 0);

    /** @param decision as events name it */
    public static Tally of(String decision, long events) {
        return switch (decision) {
            case "PERMITTED" -> new Tally(events, 0, 0);
            case "DENIED" -> new Tally(0, events, 0);
            default -> new Tally(0, 0, events);
        };
    }

    public Tally plus(Tally other) {
        return new Tally(permitted + other.permitted, denied + other.denied, done + other.done);
    }

    public long events() {
        return permitted + denied + done;
    }
}
