package datong.web.console;

import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Datasets;
import datong.schema.Element;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts of the ledger by origin, with what comes in before and what goes out behind. Counted every few seconds, however many look. */
final class JdbcFlowView implements FlowView {
    private static final Duration FRESH = Duration.ofSeconds(4);
    private static final String COUNTS = Arrays.stream(Element.values())
            .map(element -> "SELECT '" + element.code() + "' AS element, origin_id, count(*) AS records FROM ledger." + element.code() + " GROUP BY origin_id")
            .collect(Collectors.joining(" UNION ALL ", "SELECT o.source, c.element, sum(c.records) FROM (",
                    ") c JOIN ledger.origin o ON o.id = c.origin_id GROUP BY 1, 2 ORDER BY 1, 2"));
    private final JdbcClient database;
    private final IntakeView intake;
    private final PublicationView publications;
    private final Datasets datasets;
    private final Supplier<Health> health;
    private final Clock clock;
    private volatile Counted counted = new Counted(Instant.MIN, List.of());

    JdbcFlowView(JdbcClient database, IntakeView intake, PublicationView publications, Datasets datasets, Supplier<Health> health, Clock clock) {
        this.database = database;
        this.intake = intake;
        this.publications = publications;
        this.datasets = datasets;
        this.health = health;
        this.clock = clock;
    }

    private record Counted(Instant at, List<Origin> origins) {}

    private record Origin(String source, String element, long records) {}

    @Override
    public Flow flow() {
        List<Origin> origins = origins();
        List<Source> sources = intake.sources().stream().map(source -> new Source(source.code(), source.title(), source.route().state(),
                sum(origins.stream().filter(origin -> origin.source().equals(source.code())).toList()))).toList();
        List<Count> elements = Arrays.stream(Element.values()).map(element -> new Count(element,
                sum(origins.stream().filter(origin -> origin.element().equals(element.code())).toList()))).toList();
        List<Link> links = new ArrayList<>(origins.stream()
                .map(origin -> new Link("s:" + origin.source(), "e:" + origin.element(), origin.records())).toList());
        List<Out> outs = outs(links);
        return new Flow(sources, elements, outs, links, intake.running());
    }

    /** Each publication with the records of its newest release. */
    private List<Out> outs(List<Link> links) {
        Map<String, Long> newest = new LinkedHashMap<>();
        publications.releases(Optional.empty(), 500).forEach(release -> newest.putIfAbsent(release.publication(), release.records()));
        return publications.publications().stream().map(publication -> {
            long records = newest.getOrDefault(publication.code(), 0L);
            element(publication.dataset()).ifPresent(element -> links.add(new Link("e:" + element.code(), "p:" + publication.code(), records)));
            return new Out(publication.code(), publication.recipient(), records);
        }).toList();
    }

    private Optional<Element> element(String dataset) {
        return datasets.find(new DatasetCode(dataset)).map(Dataset::element);
    }

    private List<Origin> origins() {
        Counted last = counted;
        Instant now = clock.instant();
        if (last.at().equals(Instant.MIN) || Duration.between(last.at(), now).compareTo(FRESH) > 0) {
            last = new Counted(now, database.sql(COUNTS).query((row, number) -> new Origin(row.getString(1), row.getString(2), row.getLong(3))).list());
            counted = last;
        }
        return last.origins();
    }

    private static long sum(List<Origin> origins) {
        return origins.stream().mapToLong(Origin::records).sum();
    }

    @Override
    public Health health() {
        return health.get();
    }
}
