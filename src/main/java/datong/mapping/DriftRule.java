package datong.mapping;

/**
 * When a delivery is too unlike those before it.
 *
 * @param rows times more or fewer rows than usual
 * @param filled change of an item's share of filled values, 0 to 1
 * @param distinct times more or fewer different values of an item than usual
 * @param stop whether the source is held until a steward has looked; else the leap is only shown
 */
public record DriftRule(double rows, double filled, double distinct, boolean stop) {
    public static final DriftRule USUAL = new DriftRule(3, 0.2, 4, false);
}
