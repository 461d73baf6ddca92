package datong.web.console;

import datong.policy.Subject;
import datong.quality.Dimension;
import datong.quality.Leap;
import datong.quality.Scores;
import datong.schema.ItemDefinition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** How good the sources' deliveries are, over time. */
public interface QualityView {
    /** Of the last thirty days, ordered by code. */
    List<Line> sources();

    Optional<Detail> source(String code);

    /** Notes that a steward has looked at a leap; a source that it held back goes on. Empty if no such leap is open. */
    Optional<Leap> accept(Subject actor, String source, long leap);

    record Line(String source, String title, Scores scores, long rows, long leaps) {}

    /** @param days the oldest first */
    record Detail(Line line, List<Day> days, List<ItemLine> items, List<Fault> faults, List<Noted> leaps) {}

    record Day(LocalDate date, long rows, Scores scores) {}

    /** @param share filled in the last delivery, @param shares in all deliveries, the oldest first; @param distinct different values, estimated */
    record ItemLine(String output, ItemDefinition item, double share, long distinct, List<Double> shares) {}

    record Fault(String rule, String item, Dimension dimension, boolean refused, long records) {}

    /** @param delivery its name; @param item empty for the number of rows */
    record Noted(long id, Leap.Kind kind, String item, double before, double now, String delivery, Instant at) {}
}
