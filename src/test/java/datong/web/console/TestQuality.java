package datong.web.console;

import datong.policy.Subject;
import datong.quality.Conformance;
import datong.quality.Dimension;
import datong.quality.Leap;
import datong.quality.Punctuality;
import datong.quality.Scores;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Quality of the console's test district, from memory. */
final class TestQuality implements QualityView {
    private final TestViews district = new TestViews();
    private final List<Noted> leaps = new ArrayList<>(List.of(new Noted(7, Leap.Kind.FILLED, "matter.reporter_phone", 0.97, 0.31, "工单-20261103.csv", TestViews.NOON),
            new Noted(8, Leap.Kind.ROWS, "", 35_000, 410, "工单-20261103.csv", TestViews.NOON)));

    private static final Punctuality LATE = new Punctuality(Optional.of(TestViews.NOON.minusSeconds(200_000)), Optional.of(TestViews.NOON.minusSeconds(100_000)), java.time.Duration.ofHours(27),
            Optional.of(0.93));

    @Override
    public Map<String, Punctuality> late() {
        return Map.of("hotline-12345", LATE);
    }

    private Line line() {
        return new Line("hotline-12345", "接诉即办工单", scores(0.91), 35_783, leaps.size(), Optional.of(LATE), 41, 7);
    }

    private static Scores scores(double share) {
        return new Scores(Map.of(Dimension.NORMATIVITY, 0.993, Dimension.COMPLETENESS, share, Dimension.ACCURACY, 1.0, Dimension.CONSISTENCY, 0.98));
    }

    @Override
    public List<Line> sources() {
        return List.of(line());
    }

    @Override
    public Optional<Detail> source(String code) {
        List<Day> days = IntStream.range(1, 9).mapToObj(day -> new Day(LocalDate.of(2026, 11, day), 4_000, scores(0.8 + day % 3 / 20.0))).toList();
        List<ItemLine> items = district.items(district.dataset()).stream().map(item -> new ItemLine("matter", item, 0.97, 410, List.of(0.9, 0.95, 0.97))).toList();
        return Optional.of(code).filter("hotline-12345"::equals).map(known -> new Detail(line(), days, items,
                List.of(new Fault("UNMAPPED_CODE", "urgency", Dimension.NORMATIVITY, true, 83), new Fault("CLOSED_BEFORE_REPORTED", "", Dimension.CONSISTENCY, false, 12)),
                List.copyOf(leaps), List.of(new Conformance.Found("REPORTER_UNKNOWN", TestViews.NOON, 35_783, 41, List.of("01K8000000000000000000R001"), List.of(0.97, 0.999))),
                List.of(new Series("ST-01", 720, 713, DayBars.of(LocalDate.of(2026, 10, 5), IntStream.range(0, 30).mapToObj(day -> day == 12 ? 7L : 0L).toList()),
                        List.of(new Gap(LocalDate.of(2026, 10, 17), 7, List.of("03:00–09:00", "23:00–24:00")))))));
    }

    @Override
    public Optional<Leap> accept(Subject actor, String source, long leap) {
        return leaps.removeIf(noted -> noted.id() == leap) ? Optional.of(new Leap("01K80000000000000000000D02", source, Leap.Kind.ROWS, Optional.empty(), 1, 2)) : Optional.empty();
    }
}
