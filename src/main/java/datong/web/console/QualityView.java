package datong.web.console;

import datong.policy.Subject;
import datong.quality.Conformance;
import datong.quality.Dimension;
import datong.quality.Leap;
import datong.quality.Punctuality;
import datong.quality.Scores;
import datong.schema.ItemDefinition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How good the sources' deliveries are, over time. */
public interface QualityView {
    /** Of the last thirty days, ordered by code. */
    List<Line> sources();

    Optional<Detail> source(String code);

    /** Notes that a steward has looked at a leap; a source that it held back goes on. Empty if no such leap is open. */
    Optional<Leap> accept(Subject actor, String source, long leap);

    /** Sources that are late now. */
    Map<String, Punctuality> late();

    /** @param punctuality empty where the mapping does not say how often the source delivers; @param broken records that break a rule across records; @param gaps expected records that are missing */
    record Line(String source, String title, Scores scores, long rows, long leaps, Optional<Punctuality> punctuality, long broken, long gaps) {}

    /** @param days the oldest first */
    record Detail(Line line, List<Day> days, List<ItemLine> items, List<Fault> faults, List<Noted> leaps, List<Conformance.Found> across, List<Series> series) {}

    /** One series of records expected at regular times. @param bars how many are missing by day; @param gaps days with any missing, the newest first */
    record Series(String name, long expected, long present, DayBars bars, List<Gap> gaps) {}

    /** @param times such as {@code 03:00–05:00} */
    record Gap(LocalDate day, int missing, List<String> times) {}

    record Day(LocalDate date, long rows, Scores scores) {}

    /** @param share filled in the last delivery, @param shares in all deliveries, the oldest first; @param distinct different values, estimated */
    record ItemLine(String output, ItemDefinition item, double share, long distinct, List<Double> shares) {}

    record Fault(String rule, String item, Dimension dimension, boolean refused, long records) {}

    /** @param delivery its name; @param item empty for the number of rows */
    record Noted(long id, Leap.Kind kind, String item, double before, double now, String delivery, Instant at) {}
}
