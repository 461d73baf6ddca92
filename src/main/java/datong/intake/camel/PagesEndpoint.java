package datong.intake.camel;

import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.ScheduledPollEndpoint;

/** What a REST source needs to be asked page by page. Each setter is an option of {@code pages:}. */
public final class PagesEndpoint extends ScheduledPollEndpoint {
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
    private static final Set<String> PAGINGS = Set.of("none", "page", "offset", "cursor", "link");
    private final String name;
    private String url = "";
    private String paging = "none";
    private String page = "page";
    private int firstPage = 1;
    private String size = "size";
    private int pageSize = 500;
    private String cursor = "cursor";
    private String cursorPath = "next";
    private String records = "";
    private String total = "";
    private String watermark = "";
    private String since = "";
    private String until = "";
    private String timeFormat = "";
    private String start = "";
    private int window;
    private int overlap;
    private String header = "";
    private String headerValue = "";
    private String user = "";
    private String password = "";
    private String tokenUrl = "";
    private String clientId = "";
    private String clientSecret = "";
    private String scope = "";
    private int timeout = 30_000;
    private int tries = 3;

    PagesEndpoint(String uri, PagesComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        demand(PAGINGS.contains(paging), "paging is '" + paging + "'; expected one of none, page, offset, cursor, link");
        demand(URI.create(url).getScheme() != null && Set.of("http", "https").contains(URI.create(url).getScheme()), "url is no http or https address");
        demand(since.isEmpty() || !watermark.isEmpty(), "since needs watermark: the name in the records by which to go on");
        demand(window == 0 || !since.isEmpty() && !until.isEmpty() && !start.isEmpty(), "window needs since, until and start");
        demand(pageSize > 0 && tries > 0 && timeout > 0 && overlap >= 0 && window >= 0, "pageSize, tries and timeout are above nought, overlap and window not below");
        begin();
        PagesConsumer consumer = new PagesConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    private static void demand(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("pages: " + message);
        }
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("pages: only reads; a route begins with it");
    }

    PagesComponent component() {
        return (PagesComponent) getComponent();
    }

    String name() {
        return name;
    }

    Optional<Instant> begin() {
        return Optional.of(start).filter(text -> !text.isBlank()).map(Instant::parse);
    }

    /** The source's way of writing a moment; without zone it is the district's. */
    String text(Instant moment) {
        return timeFormat.isEmpty() ? moment.atZone(DISTRICT).toOffsetDateTime().toString()
                : DateTimeFormatter.ofPattern(timeFormat).withZone(DISTRICT).format(moment);
    }

    Optional<Instant> moment(String text) {
        try {
            return Optional.of(timeFormat.isEmpty() ? OffsetDateTime.parse(text.strip()).toInstant() : moment(DateTimeFormatter.ofPattern(timeFormat).parse(text.strip())));
        } catch (DateTimeParseException | NullPointerException unreadable) {
            return Optional.empty();
        }
    }

    private static Instant moment(TemporalAccessor read) {
        return read.query(TemporalQueries.zone()) != null ? Instant.from(read)
                : read.query(TemporalQueries.localDate()).atTime(Optional.ofNullable(read.query(TemporalQueries.localTime())).orElse(java.time.LocalTime.MIN)).atZone(DISTRICT).toInstant();
    }

    public String getUrl() {
        return url;
    }

    /** Address that is asked. */
    public void setUrl(String url) {
        this.url = url;
    }

    public String getPaging() {
        return paging;
    }

    /** How pages follow one another: {@code none}, {@code page} (a number), {@code offset} (records before it), {@code cursor} (a text that the answer gives) or {@code link} (RFC 8288). */
    public void setPaging(String paging) {
        this.paging = paging;
    }

    public String getPage() {
        return page;
    }

    /** Parameter that takes the page or offset. */
    public void setPage(String page) {
        this.page = page;
    }

    public int getFirstPage() {
        return firstPage;
    }

    public void setFirstPage(int firstPage) {
        this.firstPage = firstPage;
    }

    public String getSize() {
        return size;
    }

    /** Parameter that takes the page's size; empty: none is sent. */
    public void setSize(String size) {
        this.size = size;
    }

    public int getPageSize() {
        return pageSize;
    }

    public void setPageSize(int pageSize) {
        this.pageSize = pageSize;
    }

    public String getCursor() {
        return cursor;
    }

    /** Parameter that takes the cursor. */
    public void setCursor(String cursor) {
        this.cursor = cursor;
    }

    public String getCursorPath() {
        return cursorPath;
    }

    /** Where the answer gives the next cursor, words separated by {@code /}. */
    public void setCursorPath(String cursorPath) {
        this.cursorPath = cursorPath;
    }

    public String getRecords() {
        return records;
    }

    /** Path to the records; empty: as the mapping says. */
    public void setRecords(String records) {
        this.records = records;
    }

    public String getTotal() {
        return total;
    }

    /** Where the answer says how many records there are; the watermark then stays where it is unless all of them were read. */
    public void setTotal(String total) {
        this.total = total;
    }

    public String getWatermark() {
        return watermark;
    }

    /** Name in the records that holds when each was last changed. */
    public void setWatermark(String watermark) {
        this.watermark = watermark;
    }

    public String getSince() {
        return since;
    }

    /** Parameter that takes the moment to go on from. */
    public void setSince(String since) {
        this.since = since;
    }

    public String getUntil() {
        return until;
    }

    /** Parameter that takes the moment up to which to read. */
    public void setUntil(String until) {
        this.until = until;
    }

    public String getTimeFormat() {
        return timeFormat;
    }

    /** How the source writes moments, a pattern of {@code DateTimeFormatter}; empty: ISO 8601 with offset. */
    public void setTimeFormat(String timeFormat) {
        this.timeFormat = timeFormat;
    }

    public String getStart() {
        return start;
    }

    /** Moment from which the first pull reads, ISO 8601. */
    public void setStart(String start) {
        this.start = start;
    }

    public int getWindow() {
        return window;
    }

    /** Days that one question may span; 0: any number. */
    public void setWindow(int window) {
        this.window = window;
    }

    public int getOverlap() {
        return overlap;
    }

    /** Seconds to read again, for what the source enters late. */
    public void setOverlap(int overlap) {
        this.overlap = overlap;
    }

    public String getHeader() {
        return header;
    }

    /** Header of the source's own, such as a key. */
    public void setHeader(String header) {
        this.header = header;
    }

    public String getHeaderValue() {
        return headerValue;
    }

    public void setHeaderValue(String headerValue) {
        this.headerValue = headerValue;
    }

    public String getUser() {
        return user;
    }

    /** For HTTP basic authentication. */
    public void setUser(String user) {
        this.user = user;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getTokenUrl() {
        return tokenUrl;
    }

    /** For OAuth 2 client credentials. */
    public void setTokenUrl(String tokenUrl) {
        this.tokenUrl = tokenUrl;
    }

    public String getClientId() {
        return clientId;
    }

    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public String getClientSecret() {
        return clientSecret;
    }

    public void setClientSecret(String clientSecret) {
        this.clientSecret = clientSecret;
    }

    public String getScope() {
        return scope;
    }

    public void setScope(String scope) {
        this.scope = scope;
    }

    public int getTimeout() {
        return timeout;
    }

    /** Milliseconds to wait for an answer. */
    public void setTimeout(int timeout) {
        this.timeout = timeout;
    }

    public int getTries() {
        return tries;
    }

    /** How often a page is asked for before the pull is given up. */
    public void setTries(int tries) {
        this.tries = tries;
    }
}
