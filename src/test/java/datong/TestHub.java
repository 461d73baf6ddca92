package datong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import datong.web.security.Caller;
import datong.web.security.TestAccounts;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A whole hub in a folder of its own: its database, its keys, a copy of the stewards' folders, its inboxes. */
final class TestHub implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    /** A token is good for ten minutes, and a long test on a slow machine takes more. */
    private static final Duration TOKEN_USED_FOR = Duration.ofMinutes(5);
    private static final Map<Path, PGSimpleDataSource> DATABASES = new ConcurrentHashMap<>();
    private final Path folder;
    private final ConfigurableApplicationContext context;
    private final Map<String, Token> tokens = new HashMap<>();
    private final LogLines said = LogLines.of(Logger.ROOT_LOGGER_NAME);
    private int files;

    static {
        // two classes run at a time: a wait must not fail of a thread that another class started
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    private TestHub(Path folder, ConfigurableApplicationContext context) {
        this.folder = folder;
        this.context = context;
    }

    /** What became of a delivery. */
    record Delivered(String id, String state, String rule, String message, long rows) {}

    /** In a folder where a hub ran before, it goes on with what lies there. Its database is one of the tests' server. */
    static TestHub start(Path folder, String... further) throws IOException {
        PGSimpleDataSource database = DATABASES.computeIfAbsent(folder, first -> TestDatabase.fresh());
        return startAlone(folder, Stream.concat(Stream.of("--spring.datasource.url=" + database.getUrl(), "--spring.datasource.username=" + database.getUser(),
                "--spring.datasource.password=" + database.getPassword()), Stream.of(further)).toArray(String[]::new));
    }

    /** The same with a PostgreSQL of its own in its data folder, as of a first start. */
    static TestHub startAlone(Path folder, String... further) throws IOException {
        for (String stewards : List.of("integrations", "mappings", "policies")) {
            if (!Files.exists(folder.resolve(stewards))) {
                copy(Path.of(stewards), folder.resolve(stewards));
            }
        }
        signingKey(folder.resolve("data"));
        return new TestHub(folder, SpringApplication.run(DatongApplication.class, Stream.concat(Stream.of("--server.port=0", "--datong.data=" + folder.resolve("data"),
                "--datong.config=" + folder, "--datong.sample.load=false", "--datong.watch=500ms"), Stream.of(further)).toArray(String[]::new)));
    }

    /** A hub that starts first makes none of its own then. @param data the hub's folder */
    static void signingKey(Path data) throws IOException {
        if (!Files.exists(data.resolve("secrets"))) {
            TestAccounts.signingKey(OwnerOnly.folder(data).resolve("secrets"));
        }
    }

    /** Whether a line of the hub's log, or a cause of it, held the words since the start. */
    boolean said(String words) {
        return said.all().anyMatch(event -> event.getFormattedMessage().contains(words) || caused(event.getThrowableProxy(), words));
    }

    private static boolean caused(IThrowableProxy failure, String words) {
        return failure != null && (String.valueOf(failure.getMessage()).contains(words) || caused(failure.getCause(), words));
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> found = Files.walk(from)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    Path data() {
        return folder.resolve("data");
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Whole, by rename: as a careful editor saves. */
    void write(String name, String content) throws IOException {
        Path draft = Files.writeString(folder.resolve("draft-" + Path.of(name).getFileName()), content);
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void edit(String name, String from, String to) throws IOException {
        String before = Files.readString(file(name));
        assertThat(before).contains(from);
        write(name, before.replace(from, to));
    }

    JdbcClient database() {
        return JdbcClient.create(context.getBean(DataSource.class));
    }

    long number(String sql, Object... parameters) {
        return database().sql(sql).params(parameters).query(Long.class).single();
    }

    /** Puts a file into an inbox and waits for what becomes of it. */
    Delivered deliver(String source, byte[] content) {
        String name = "file-" + ++files + ".csv";
        drop(source, name, content);
        return delivered(source, name);
    }

    void drop(String source, String name, byte[] content) {
        try {
            Path inbox = Files.createDirectories(data().resolve("inbox").resolve(source));
            Path draft = Files.write(folder.resolve(name), content);
            Files.move(draft, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Delivered delivered(String source, String name) {
        return await("delivery of " + name).atMost(PATIENCE).pollInterval(Duration.ofMillis(100))
                .until(() -> find(source, name), found -> !found.isEmpty() && !found.getFirst().state().equals("RUNNING")).getFirst();
    }

    private List<Delivered> find(String source, String name) {
        return database().sql("SELECT id::text, state, coalesce(rule, '') AS rule, coalesce(message, '') AS message, rows_read AS rows FROM intake.delivery WHERE source = ? AND name = ?")
                .params(source, name).query(Delivered.class).list();
    }

    /** Reads on what a process says, so that it never waits for a reader, until the process ends or is killed. */
    static void readOn(BufferedReader said, Consumer<String> each) {
        Thread.ofVirtual().start(() -> {
            try {
                said.lines().forEach(each);
            } catch (UncheckedIOException killed) {
                LoggerFactory.getLogger(TestHub.class).debug("no more is said: {}", killed.getMessage());
            }
        });
    }

    static void until(String what, java.util.concurrent.Callable<Boolean> holds) {
        await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(holds);
    }

    String address() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    Caller caller() {
        return new Caller(address());
    }

    /** A bearer token for a system, by the secret of the first start. */
    String token(String system) {
        return token(system, "records");
    }

    String token(String system, String scope) {
        Instant now = Instant.now();
        return tokens.compute(system + " " + scope, (asked, had) -> had != null && had.until().isAfter(now) ? had
                : new Token("Bearer " + caller().token(system, secret(system), scope), now.plus(TOKEN_USED_FOR))).bearer();
    }

    private record Token(String bearer, Instant until) {}

    String secret(String system) {
        return secret(data(), system);
    }

    /** @param data a hub's data folder */
    static String secret(Path data, String system) {
        try {
            return Files.readAllLines(data.resolve("secrets/first-start.txt")).stream().map(line -> line.trim().split("\\s+"))
                    .filter(words -> words.length == 3 && words[1].equals(system)).map(words -> words[2]).findFirst().orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        context.close();
        said.close();
    }

    /** A row of the hotline's export; columns not given are empty. */
    static byte[] hotline(List<String> furtherColumns, List<Map<String, String>> rows) {
        List<String> columns = Stream.concat(HOTLINE.stream(), furtherColumns.stream()).toList();
        String text = rows.stream().map(row -> columns.stream().map(column -> row.getOrDefault(column, "")).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", String.join(",", columns) + "\n", "\n"));
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    static Map<String, String> order(String number, String... further) {
        Map<String, String> row = new LinkedHashMap<>(Map.of("工单编号", number, "来电时间", "2026-11-03 08:12:45", "工单类型", "投诉", "受理渠道", "电话",
                "标题", "晨光里北门占道经营", "村/社区", "晨光社区", "承办单位", "示范街道办事处"));
        for (int index = 0; index < further.length; index += 2) {
            row.put(further[index], further[index + 1]);
        }
        return row;
    }

    private static final List<String> HOTLINE = List.of("工单编号", "工单类型", "受理渠道", "来电时间", "来电人", "性别", "来电号码", "是否保密", "标题", "主要内容",
            "一级分类", "二级分类", "三级分类", "七有五性", "小区点位", "村/社区", "被反映街乡镇", "紧急程度", "市派单时间", "承办单位", "截止时间", "签收时间", "联系时间",
            "办结时间", "剔挂标签", "是否联系", "是否解决", "是否满意", "是否属实", "标签", "被反映区", "办理时限", "是否吹哨", "月次", "年次");
}
