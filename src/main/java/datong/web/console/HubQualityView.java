package datong.web.console;

import datong.mapping.Expectations;
import datong.mapping.Mapping;
import datong.mapping.Mappings;
import datong.policy.Subject;
import datong.quality.Conformance;
import datong.quality.Coverage;
import datong.quality.Dimension;
import datong.quality.Leap;
import datong.quality.Measurement.ItemMeasure;
import datong.quality.Measurement;
import datong.quality.Measurements;
import datong.quality.Punctuality;
import datong.quality.Scores;
import datong.quality.Timekeeper;
import datong.schema.ItemDefinition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Scores out of what was measured, for the mappings in force. */
final class HubQualityView implements QualityView {
    private static final Duration SPAN = Duration.ofDays(30);
    private static final int SHOWN = 50;
    private final Measurements measurements;
    private final Mappings mappings;
    private final Routes routes;
    private final Conformance conformance;
    private final Timekeeper timekeeper;
    private final ConsoleAudit audit;
    private final Clock clock;

    HubQualityView(Measurements measurements, Mappings mappings, Routes routes, Conformance conformance, Timekeeper timekeeper, ConsoleAudit audit, Clock clock) {
        this.measurements = measurements;
        this.mappings = mappings;
        this.routes = routes;
        this.conformance = conformance;
        this.timekeeper = timekeeper;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public List<Line> sources() {
        return mappings.all().stream().map(mapping -> line(mapping, measured(mapping), across(mapping), coverage(mapping))).toList();
    }

    @Override
    public Map<String, Punctuality> late() {
        Map<String, Punctuality> late = new TreeMap<>();
        mappings.all().forEach(mapping -> timekeeper.of(mapping).filter(Punctuality::isLate).ifPresent(told -> late.put(mapping.source(), told)));
        return late;
    }

    /** Of rules that stand in the mapping still. */
    private List<Conformance.Found> across(Mapping mapping) {
        Set<String> flags = mapping.expectations().across().stream().map(Expectations.Across::flag).collect(Collectors.toSet());
        return flags.isEmpty() ? List.of() : conformance.across(mapping.source()).stream().filter(found -> flags.contains(found.flag())).toList();
    }

    private List<Coverage> coverage(Mapping mapping) {
        return mapping.expectations().completeness().isEmpty() ? List.of() : conformance.coverage(mapping.source());
    }

    private List<Measurement> measured(Mapping mapping) {
        return measurements.since(mapping.source(), start());
    }

    private Instant start() {
        return clock.instant().minus(SPAN);
    }

    private Line line(Mapping mapping, List<Measurement> measured, List<Conformance.Found> across, List<Coverage> coverage) {
        Measurements.Ended ended = measurements.ended(mapping.source(), start());
        String title = routes.of(mapping.source()).description();
        Optional<Punctuality> punctuality = timekeeper.of(mapping);
        Scores scores = expected(Scores.of(measured, mapped(mapping), ended.all(), ended.done()), punctuality, across, coverage);
        return new Line(mapping.source(), title.isBlank() ? mapping.source() : title, scores, rows(measured), measurements.open(Optional.of(mapping.source()), SHOWN).size(), punctuality,
                across.stream().mapToLong(Conformance.Found::broken).sum(), coverage.stream().mapToLong(day -> day.missing().size()).sum());
    }

    private static Scores expected(Scores scores, Optional<Punctuality> punctuality, List<Conformance.Found> across, List<Coverage> coverage) {
        Scores all = punctuality.flatMap(Punctuality::share).map(share -> scores.and(Dimension.TIMELINESS, share)).orElse(scores);
        for (Conformance.Found found : across) {
            all = all.and(Dimension.CONSISTENCY, found.share());
        }
        long expected = coverage.stream().mapToLong(Coverage::expected).sum();
        return expected == 0 ? all : all.and(Dimension.COMPLETENESS, coverage.stream().mapToLong(Coverage::present).sum() / (double) expected);
    }

    private static List<Series> series(Mapping mapping, List<Coverage> coverage) {
        int aDay = mapping.expectations().completeness().map(Expectations.Completeness::aDay).orElse(1);
        return coverage.stream().collect(Collectors.groupingBy(Coverage::series, TreeMap::new, Collectors.toList())).entrySet().stream().map(one -> {
            List<Coverage> days = one.getValue();
            List<Gap> gaps = days.reversed().stream().filter(day -> !day.missing().isEmpty()).map(day -> new Gap(day.day(), day.missing().size(), day.gaps(aDay))).toList();
            return new Series(one.getKey(), days.stream().mapToLong(Coverage::expected).sum(), days.stream().mapToLong(Coverage::present).sum(),
                    DayBars.of(days.getFirst().day(), days.stream().map(day -> (long) day.missing().size()).toList()), gaps);
        }).toList();
    }

    private static long rows(List<Measurement> measured) {
        return measured.stream().mapToLong(Measurement::rows).sum();
    }

    private static Predicate<ItemMeasure> mapped(Mapping mapping) {
        return item -> mapping.outputs().stream().filter(output -> output.code().equals(item.output())).anyMatch(output -> !mapping.columns(output, item.item()).isEmpty());
    }

    @Override
    public Optional<Detail> source(String code) {
        return mappings.find(code).map(mapping -> {
            List<Measurement> measured = measured(mapping);
            List<Conformance.Found> across = across(mapping);
            List<Coverage> coverage = coverage(mapping);
            return new Detail(line(mapping, measured, across, coverage), days(mapping, measured), items(mapping, measured), faults(measured), leaps(code), across, series(mapping, coverage));
        });
    }

    private List<Day> days(Mapping mapping, List<Measurement> measured) {
        Map<LocalDate, List<Measurement>> days = measured.stream()
                .collect(Collectors.groupingBy(each -> each.received().atZone(Words.DISTRICT).toLocalDate(), TreeMap::new, Collectors.toList()));
        return days.entrySet().stream().map(day -> new Day(day.getKey(), rows(day.getValue()), Scores.of(day.getValue(), mapped(mapping), 0, 0))).toList();
    }

    private List<ItemLine> items(Mapping mapping, List<Measurement> measured) {
        return mapping.outputs().stream().flatMap(output -> output.schema().items().stream().filter(item -> !mapping.columns(output, item.name()).isEmpty())
                .flatMap(item -> item(output.code(), item, measured).stream())).toList();
    }

    private static Optional<ItemLine> item(String output, ItemDefinition item, List<Measurement> measured) {
        List<ItemMeasure> of = measured.stream().flatMap(each -> each.items().stream()).filter(each -> each.output().equals(output) && each.item().equals(item.name())).toList();
        return of.isEmpty() ? Optional.empty()
                : Optional.of(new ItemLine(output, item, of.getLast().share(), of.getLast().distinct(), of.stream().map(ItemMeasure::share).toList()));
    }

    private static List<Fault> faults(List<Measurement> measured) {
        List<Fault> faults = new ArrayList<>();
        faults.addAll(faults(measured.stream().flatMap(each -> each.flags().entrySet().stream()), false));
        faults.addAll(faults(measured.stream().flatMap(each -> each.refusals().entrySet().stream()), true));
        return faults.stream().sorted(Comparator.comparingLong(Fault::records).reversed()).limit(SHOWN).toList();
    }

    private static List<Fault> faults(Stream<Map.Entry<String, Long>> rules, boolean refused) {
        Map<String, Long> sums = rules.collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.summingLong(Map.Entry::getValue)));
        return sums.entrySet().stream().map(sum -> {
            String[] parts = sum.getKey().split(":", 2);
            return new Fault(parts[0], parts.length > 1 ? parts[1] : "", Dimension.of(sum.getKey()), refused, sum.getValue());
        }).toList();
    }

    private List<Noted> leaps(String source) {
        return measurements.open(Optional.of(source), SHOWN).stream().map(noted -> new Noted(noted.id(), noted.leap().kind(), noted.leap().item().orElse(""),
                noted.leap().before(), noted.leap().now(), noted.name(), noted.at())).toList();
    }

    @Override
    public Optional<Leap> accept(Subject actor, String source, long id) {
        Optional<Measurements.Noted> open = measurements.open(Optional.of(source), SHOWN).stream().filter(noted -> noted.id() == id).findFirst();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        Leap leap = open.get().leap();
        audit.did(actor, "LEAP_ACCEPTED", source, Map.of("delivery", leap.delivery(), "kind", leap.kind().name(), "item", leap.item().orElse("")));
        return measurements.accept(id, actor.id(), clock.instant()).map(Measurements.Noted::leap);
    }
}
