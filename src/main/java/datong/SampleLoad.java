package datong;

import datong.sample.SampleDistrict;
import datong.sample.ServiceCases;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Puts the sample district before the routes at the first start: files into the inboxes, service cases into a table. Beside the start, not before it. */
final class SampleLoad implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SampleLoad.class);
    private static final int PORTION = 1_000;
    private final HubSettings settings;
    private final DataSource database;
    private volatile Thread loading;

    SampleLoad(HubSettings settings, DataSource database) {
        this.settings = settings;
        this.database = database;
    }

    @Override
    public void start() {
        loading = Thread.ofPlatform().name("sample-district").daemon().start(this::loadOnce);
    }

    private void loadOnce() {
        Path marker = settings.dataFolder().resolve("sample.loaded");
        if (!settings.sample().load() || Files.exists(marker)) {
            return;
        }
        try {
            SampleDistrict district = new SampleDistrict(settings.sample().seed(), settings.sample().records());
            Path draft = settings.dataFolder().resolve("sample.draft");
            Files.createDirectories(draft);
            district.writeTo(draft);
            table(district.serviceCases());
            deliver(draft);
            Files.writeString(marker, "seed " + settings.sample().seed() + ", " + settings.sample().records() + " records\n");
            LOG.info("the sample district stands before the routes: {} records", settings.sample().records());
        } catch (IOException | SQLException failure) {
            LOG.error("the sample district could not be made; start again to try again", failure);
        }
    }

    /** Files appear in an inbox whole, by rename. */
    private void deliver(Path draft) throws IOException {
        try (Stream<Path> files = Files.walk(draft)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Path place = settings.inboxes().resolve(draft.relativize(file));
                Files.createDirectories(place.getParent());
                Files.move(file, place, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try (Stream<Path> folders = Files.walk(draft)) {
            for (Path folder : folders.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(folder);
            }
        }
    }

    private void table(ServiceCases cases) throws SQLException, IOException {
        List<String> columns = cases.columns();
        String definition = columns.stream().map(column -> column + (column.equals("updated_at") ? " timestamptz" : " text")).collect(Collectors.joining(", "));
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("CREATE SCHEMA IF NOT EXISTS sample_source");
            connection.createStatement().execute("DROP TABLE IF EXISTS sample_source.service_case");
            connection.createStatement().execute("CREATE TABLE sample_source.service_case (" + definition + ")");
            copy(connection, cases.rows().iterator());
            connection.createStatement().execute("CREATE INDEX ON sample_source.service_case (updated_at, case_no)");
            connection.commit();
        }
    }

    private static void copy(Connection connection, Iterator<String[]> rows) throws SQLException, IOException {
        while (rows.hasNext()) {
            StringBuilder text = new StringBuilder();
            for (int count = 0; count < PORTION && rows.hasNext(); count++) {
                text.append(Arrays.stream(rows.next()).map(SampleLoad::cell).collect(Collectors.joining("\t"))).append('\n');
            }
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY sample_source.service_case FROM STDIN", new StringReader(text.toString()));
        }
    }

    private static String cell(String value) {
        return value == null ? "\\N" : value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
    }

    @Override
    public void stop() {
        loading = null;
    }

    @Override
    public boolean isRunning() {
        return loading != null;
    }
}
