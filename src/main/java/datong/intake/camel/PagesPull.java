package datong.intake.camel;

import datong.intake.Spool;
import datong.source.Format;
import datong.source.RawRecord;
import datong.source.RecordReader;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The records of a REST source that changed since the last pull. The order of the pages is not trusted: the watermark is the latest moment
 * among all of them, capped by the moment at which the pull began, and stands behind the very last record.
 */
final class PagesPull implements Handover.Pull {
    private static final Logger LOG = LoggerFactory.getLogger(PagesPull.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_PAGES = 100_000;
    private final String channel;
    private final PagesEndpoint endpoint;
    private final Optional<Instant> mark;
    private final Instant began;

    PagesPull(String channel, PagesEndpoint endpoint, Optional<Instant> mark) {
        this.channel = channel;
        this.endpoint = endpoint;
        this.mark = mark;
        this.began = endpoint.component().clock().instant();
    }

    @Override
    public String name() {
        return endpoint.name();
    }

    @Override
    public String channel() {
        return channel;
    }

    @Override
    public RecordReader open(Format format) {
        Format paged = endpoint.getRecords().isBlank() ? format : new Format(format.type(), format.charset(), format.delimiter(), format.sheet(),
                Optional.of(endpoint.getRecords()), format.labels(), format.headerRows(), format.fillDown(), format.skipRowsWith());
        return new Pages(paged);
    }

    /** One question's span of time. */
    private record Span(Optional<Instant> from, Instant to) {}

    private List<Span> spans() {
        Optional<Instant> from = mark.map(moment -> moment.minusSeconds(endpoint.getOverlap())).or(endpoint::begin);
        if (endpoint.getWindow() == 0 || from.isEmpty()) {
            return List.of(new Span(from, began));
        }
        List<Span> spans = new ArrayList<>();
        for (Instant begin = from.get(); begin.isBefore(began); begin = begin.plus(Duration.ofDays(endpoint.getWindow()))) {
            Instant end = begin.plus(Duration.ofDays(endpoint.getWindow()));
            spans.add(new Span(Optional.of(begin), end.isAfter(began) ? began : end));
        }
        return spans;
    }

    /** The records of all pages of all spans. One record is always held back, so that the last one is known as such. */
    private final class Pages implements RecordReader {
        private final Format format;
        private final PageClient client = new PageClient(endpoint);
        private final Deque<Span> spans = new ArrayDeque<>(spans());
        private final Deque<RawRecord> ready = new ArrayDeque<>();
        private Optional<Instant> latest = mark;
        private Optional<URI> next = Optional.empty();
        private boolean whole = true;
        private byte[] before = {};
        private Span span;
        private long number;
        private long inSpan;
        private long expected = -1;
        private long row;
        private long bytes;

        Pages(Format format) {
            this.format = format;
        }

        @Override
        public List<RawRecord> next(int most) throws UnreadableSource, IOException {
            while (ready.size() <= most && more()) {
                read();
            }
            List<RawRecord> batch = new ArrayList<>(Math.min(most, ready.size()));
            while (batch.size() < most && !ready.isEmpty()) {
                batch.add(ready.pollFirst());
            }
            if (ready.isEmpty() && !batch.isEmpty()) {
                batch.set(batch.size() - 1, marked(batch.getLast()));
            }
            return batch;
        }

        private boolean more() {
            if (next.isEmpty() && !spans.isEmpty()) {
                span = spans.pollFirst();
                number = 0;
                inSpan = 0;
                expected = -1;
                before = new byte[0];
                next = Optional.of(address(Map.of()));
            }
            return next.isPresent();
        }

        private void read() throws UnreadableSource, IOException {
            PageClient.Page page = client.get(next.orElseThrow(), row);
            try (Spool.Spooled body = page.body()) {
                refuseRepetition(body.file());
                long count = records(body.file());
                inSpan += count;
                number++;
                next = following(page, body.file(), count);
                if (next.isEmpty() && expected >= 0 && expected != inSpan) {
                    whole = false;
                    LOG.warn("{}: the source said {} records and gave {}; what is there is taken, and the pull is repeated from its beginning at the next poll",
                            channel, expected, inSpan);
                }
            }
        }

        /** A source that does not heed the page's number would be asked for ever. */
        private void refuseRepetition(Path file) throws UnreadableSource, IOException {
            byte[] digest = Digests.sha256(file);
            if (number >= MOST_PAGES || Arrays.equals(digest, before)) {
                throw new UnreadableSource("PAGES_REPEAT", row, "page " + (number + 1) + " is the page before once more; check the options paging and page of the integration");
            }
            before = digest;
        }

        private long records(Path file) throws UnreadableSource, IOException {
            long count = 0;
            try (RecordReader reader = endpoint.component().readers().open(file, format)) {
                for (List<RawRecord> some = reader.next(1_000); !some.isEmpty(); some = reader.next(1_000)) {
                    count += some.size();
                    some.forEach(this::keep);
                }
                bytes += reader.bytesRead();
            }
            return count;
        }

        private void keep(RawRecord record) {
            ready.addLast(new RawRecord(record.columns(), record.cells(), ++row, record.defect()));
            if (!endpoint.getWatermark().isBlank() && record.cell(endpoint.getWatermark()) != null) {
                endpoint.moment(record.cell(endpoint.getWatermark())).filter(moment -> latest.isEmpty() || moment.isAfter(latest.get())).ifPresent(moment -> latest = Optional.of(moment));
            }
        }

        private Optional<URI> following(PageClient.Page page, Path file, long count) throws IOException {
            if (!endpoint.getTotal().isBlank()) {
                long said = at(file, endpoint.getTotal()).asLong(-1);
                whole &= expected < 0 || expected == said;
                expected = said;
            }
            return switch (endpoint.getPaging()) {
                case "page" -> count == 0 ? Optional.empty() : Optional.of(address(Map.of(endpoint.getPage(), String.valueOf(endpoint.getFirstPage() + number))));
                case "offset" -> count == 0 ? Optional.empty() : Optional.of(address(Map.of(endpoint.getPage(), String.valueOf(inSpan))));
                case "cursor" -> Optional.of(at(file, endpoint.getCursorPath()).asString("")).filter(text -> !text.isEmpty())
                        .map(text -> address(Map.of(endpoint.getCursor(), text)));
                case "link" -> page.next();
                default -> Optional.empty();
            };
        }

        private static JsonNode at(Path file, String path) throws IOException {
            return JSON.readTree(Files.readAllBytes(file)).at("/" + path);
        }

        private URI address(Map<String, String> place) {
            Map<String, String> parameters = new LinkedHashMap<>();
            if (endpoint.getPaging().equals("page")) {
                parameters.put(endpoint.getPage(), String.valueOf(endpoint.getFirstPage()));
            }
            if (!endpoint.getSize().isBlank() && !endpoint.getPaging().equals("none")) {
                parameters.put(endpoint.getSize(), String.valueOf(endpoint.getPageSize()));
            }
            if (!endpoint.getSince().isBlank()) {
                span.from().ifPresent(from -> parameters.put(endpoint.getSince(), endpoint.text(from)));
            }
            if (!endpoint.getUntil().isBlank()) {
                parameters.put(endpoint.getUntil(), endpoint.text(span.to()));
            }
            parameters.putAll(place);
            String query = parameters.entrySet().stream().map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
            return URI.create(endpoint.getUrl() + (query.isEmpty() ? "" : (endpoint.getUrl().contains("?") ? "&" : "?") + query));
        }

        private RawRecord marked(RawRecord last) {
            if (!whole || latest.isEmpty() || endpoint.getSince().isBlank() || last.defect().isPresent()) {
                return last;
            }
            String[] cells = Arrays.copyOf(last.cells(), last.columns().names().size() + 1);
            cells[cells.length - 1] = (latest.get().isAfter(began) ? began : latest.get()).toString();
            return new RawRecord(last.columns(), cells, last.row());
        }

        @Override
        public long bytesRead() {
            return bytes;
        }

        @Override
        public void close() {
            ready.clear();
        }
    }
}
