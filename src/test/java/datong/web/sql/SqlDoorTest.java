package datong.web.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.policy.Decision;
import datong.policy.Subject;
import datong.policy.Subjects;
import datong.policy.UsageInMemory;
import datong.protection.ShowingProtector;
import datong.query.ListLedger;
import datong.query.Queries;
import datong.query.QueryConductor;
import datong.query.Readables;
import datong.query.TestHouse;
import datong.schema.LedgerSchema;
import datong.web.api.Turns;
import datong.web.security.MovedClock;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.JwtValidators;

/** By the driver that an analyst's tools use. */
class SqlDoorTest {
    private static final int RECORDS = 2_500;
    private static final Subject ANALYST = new Subject("analyst", Subject.Kind.SYSTEM, "Analyst", "11110199MB00DEM264", "110199", Set.of("department-system"), Set.of());
    private final TestHouse.Log log = new TestHouse.Log();
    private final TestHouse.Decisions decisions = new TestHouse.Decisions();
    private final MovedClock clock = new MovedClock();
    private List<Subject> known = List.of(ANALYST);
    private SqlDoor door;
    @TempDir
    Path folder;

    @AfterEach
    void close() throws InterruptedException {
        door.close();
    }

    @Test
    void aSelectIsAnsweredPageByPageEachAudited() throws SQLException {
        open(Optional.empty(), Optional.empty());
        try (Connection connection = connect("records", "&purpose=SERVICE.REQUEST"); ResultSet rows = connection.createStatement().executeQuery("SELECT reported_at, status, id FROM hotline WHERE status = 'OPEN' ORDER BY reported_at")) {
            assertThat(rows.getMetaData().getColumnType(1)).isIn(Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE);
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                assertThat(rows.getString("status")).isEqualTo("OPEN");
                ids.add(rows.getString("id"));
            }
            assertThat(ids).hasSize(RECORDS).doesNotHaveDuplicates();
        }
        assertThat(log.events).hasSize(3).allSatisfy(event -> {
            assertThat(event.actor()).isEqualTo("analyst");
            assertThat(event.purpose()).isEqualTo("SERVICE.REQUEST");
            assertThat(event.clientAddress()).isEqualTo("127.0.0.1");
        });
    }

    @Test
    void aLimitIsKeptAndWhatIsTreatedIsText() throws SQLException {
        open(Optional.empty(), Optional.empty());
        try (Connection connection = connect("records", "&purpose=SERVICE.REQUEST&case=" + "%25E6%25A1%2588-1"); ResultSet rows = connection.createStatement().executeQuery("SELECT * FROM hotline LIMIT 7")) {
            int count = 0;
            while (rows.next()) {
                assertThat(rows.getString("title")).isEqualTo("mask");
                count++;
            }
            assertThat(count).isEqualTo(7);
        }
        assertThat(log.events.getLast().records()).isEqualTo(7);
    }

    @Test
    void refusalsSayWhyAndAreAudited() throws SQLException {
        open(Optional.empty(), Optional.empty());
        try (Connection connection = connect("records", "&purpose=SERVICE.REQUEST")) {
            assertThatThrownBy(() -> connection.createStatement().executeQuery("SELECT status FROM hotline WHERE title = 'x'")).isInstanceOf(SQLException.class).hasMessageContaining("FILTER_NOT_CLEAR");
            assertThat(log.events.getLast().decision()).isEqualTo("DENIED");
            assertThatThrownBy(() -> connection.createStatement().executeQuery("SELECT count(*) FROM hotline")).isInstanceOf(SQLException.class).hasMessageContaining("/statistics");
            assertThatThrownBy(() -> connection.createStatement().executeQuery("SELECT status FROM nothing")).isInstanceOf(SQLException.class).hasMessageContaining("there is no dataset");
            log.broken = true;
            assertThatThrownBy(() -> connection.createStatement().executeQuery("SELECT status FROM hotline")).isInstanceOf(SQLException.class).hasMessageContaining("cannot answer at the moment");
        }
    }

    @Test
    void aGrantThatEndsInTheMiddleEndsTheAnswerWithAnError() throws SQLException {
        open(Optional.empty(), Optional.empty());
        AtomicInteger asked = new AtomicInteger();
        decisions.then = decision -> asked.incrementAndGet() < 3 ? decision : new Decision.Denied(Decision.Check.GRANT, "grant ended", "the grant has ended", "v2");
        try (Connection connection = connect("records", "&purpose=SERVICE.REQUEST")) {
            assertThatThrownBy(() -> {
                try (ResultSet rows = connection.createStatement().executeQuery("SELECT status FROM hotline")) {
                    while (rows.next()) {
                        rows.getString(1);
                    }
                }
            }).hasStackTraceContaining("the grant has ended");
        }
    }

    @Test
    void aPageThatWasPreparedAWhileAgoIsDecidedAnewBeforeItLeaves() throws SQLException {
        open(Optional.empty(), Optional.empty());
        try (Connection connection = connect("records", "&purpose=SERVICE.REQUEST"); PreparedStatement prepared = connection.prepareStatement("SELECT status FROM hotline LIMIT 1")) {
            decisions.then = decision -> new Decision.Denied(Decision.Check.GRANT, "grant ended", "the grant has ended", "v2");
            clock.move(Duration.ofSeconds(2));
            assertThatThrownBy(() -> first(prepared)).hasStackTraceContaining("the grant has ended");
        }
    }

    @Test
    void whomThePoliciesDoNotKnowAnyMoreIsNotAnsweredFurther() throws SQLException {
        open(Optional.empty(), Optional.empty());
        try (Connection connection = connect("records", "&purpose=SERVICE.REQUEST")) {
            decisions.then = decision -> {
                known = List.of();
                return decision;
            };
            assertThatThrownBy(() -> {
                try (ResultSet rows = connection.createStatement().executeQuery("SELECT status FROM hotline")) {
                    while (rows.next()) {
                        rows.getString(1);
                    }
                }
            }).hasStackTraceContaining("do not know you");
        }
        assertThat(log.events).as("the first page").hasSize(1);
    }

    @Test
    void aStatementTooLongForMemoryIsNotTaken() throws SQLException {
        open(Optional.empty(), Optional.empty());
        try (Connection connection = connect("records", "&purpose=SERVICE.REQUEST")) {
            assertThatThrownBy(() -> connection.createStatement().executeQuery(" ".repeat(300_000) + "SELECT status FROM hotline")).hasStackTraceContaining("exceeds maximum");
        }
    }

    private static String first(PreparedStatement prepared) throws SQLException {
        try (ResultSet rows = prepared.executeQuery()) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    @Test
    void withoutATokenThatReachesRecordsNobodyEnters() {
        open(Optional.empty(), Optional.empty());
        for (String token : List.of("catalogue", "forged", "bound")) {
            assertThatThrownBy(() -> {
                try (Connection connection = connect(token, "&purpose=SERVICE.REQUEST")) {
                    connection.createStatement().executeQuery("SELECT status FROM hotline");
                }
            }).as(token).isInstanceOf(SQLException.class);
        }
        assertThat(log.events).isEmpty();
    }

    @Test
    void whoNamesACaseThatIsNoneListsNothingAndNothingOfItIsLogged() throws SQLException {
        open(Optional.empty(), Optional.empty());
        try (Connection connection = connect("records", "&purpose=SERVICE.REQUEST&case=" + "x".repeat(3_000))) {
            assertThat(column(connection.getMetaData().getTables(null, null, "%", null), "TABLE_NAME")).isEmpty();
        }
        assertThat(log.events).isEmpty();
    }

    @Test
    void toolsListWhatTheCallerMayReadAndNothingElse() throws SQLException {
        open(Optional.empty(), Optional.empty());
        try (Connection connection = connect("records", "&purpose=SERVICE.REQUEST")) {
            DatabaseMetaData metadata = connection.getMetaData();
            assertThat(column(metadata.getCatalogs(), "TABLE_CAT")).isEmpty();
            assertThat(column(metadata.getSchemas(), "TABLE_SCHEM")).isEmpty();
            assertThat(column(metadata.getTableTypes(), "TABLE_TYPE")).containsExactly("TABLE");
            assertThat(column(metadata.getTables(null, null, "%", null), "TABLE_NAME")).containsExactly("hotline");
            assertThat(log.events.getLast().kind()).isEqualTo("CATALOGUE_READ");
            assertThat(column(metadata.getTables(null, null, "nothing%", new String[] {"TABLE"}), "TABLE_NAME")).isEmpty();
            assertThat(column(metadata.getTables(null, null, "%", new String[] {"VIEW"}), "TABLE_NAME")).isEmpty();
            List<String> columns = column(metadata.getColumns(null, null, "hotline", "%"), "COLUMN_NAME");
            assertThat(columns).startsWith("id").contains("title", "status", "reported_at").doesNotContain("reporter_id_number");
            try (ResultSet rows = connection.createStatement().executeQuery("SELECT * FROM hotline LIMIT 1")) {
                List<String> shown = new ArrayList<>();
                for (int at = 1; at <= rows.getMetaData().getColumnCount(); at++) {
                    shown.add(rows.getMetaData().getColumnName(at));
                }
                assertThat(columns).isEqualTo(shown);
            }
            assertThat(column(metadata.getColumns(null, null, "hotline", "reported%"), "TYPE_NAME")).singleElement().asString().contains("TIMESTAMP");
            assertThat(column(metadata.getPrimaryKeys(null, null, "hotline"), "COLUMN_NAME")).containsExactly("id");
            assertThat(column(metadata.getPrimaryKeys(null, null, "other"), "COLUMN_NAME")).isEmpty();
            assertThat(column(metadata.getImportedKeys(null, null, "hotline"), "FKTABLE_NAME")).isEmpty();
            assertThat(metadata.getDatabaseProductName()).isEqualTo("Datong");
            assertThat(metadata.isReadOnly()).isTrue();

            decisions.then = decision -> new Decision.Denied(Decision.Check.GRANT, "grant ended", "the grant has ended", "v2");
            assertThat(column(metadata.getTables(null, null, "%", null), "TABLE_NAME")).isEmpty();
            assertThat(column(metadata.getColumns(null, null, "%", "%"), "COLUMN_NAME")).isEmpty();
            assertThat(column(metadata.getPrimaryKeys(null, null, "hotline"), "COLUMN_NAME")).isEmpty();
            log.broken = true;
            assertThatThrownBy(() -> metadata.getTables(null, null, "%", null)).hasStackTraceContaining("cannot answer at the moment");
        }
    }

    @Test
    void withoutAPurposeNothingIsListed() throws SQLException {
        open(Optional.empty(), Optional.empty());
        try (Connection connection = connect("records", "")) {
            assertThat(column(connection.getMetaData().getTables(null, null, "%", null), "TABLE_NAME")).isEmpty();
        }
    }

    private static List<String> column(ResultSet rows, String name) throws SQLException {
        try (rows) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(name));
            }
            return values;
        }
    }

    @Test
    void othersReachItByTlsAlone() throws Exception {
        certificate();
        open(Optional.of(folder.resolve("door.pem")), Optional.of(folder.resolve("door.key")));
        String address = "jdbc:arrow-flight-sql://localhost:" + door.port() + "/?useSystemTrustStore=false&token=records&purpose=SERVICE.REQUEST&tlsRootCerts=" + folder.resolve("door.pem");
        try (Connection connection = DriverManager.getConnection(address + "&useEncryption=true"); ResultSet rows = connection.createStatement().executeQuery("SELECT status FROM hotline LIMIT 1")) {
            assertThat(rows.next()).isTrue();
        }
        assertThatThrownBy(() -> connect("records", "&purpose=SERVICE.REQUEST")).isInstanceOf(SQLException.class);
    }

    private void open(Optional<Path> certificate, Optional<Path> key) {
        ListLedger ledger = new ListLedger();
        for (int number = 0; number < RECORDS; number++) {
            Map<String, Object> record = new HashMap<>(Map.of("record_id", ListLedger.id(number), "title", "title", "division_code", "110199001001", "status", "OPEN"));
            record.put("reported_at", Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number / 7));
            ledger.with(record);
        }
        LedgerSchema schema = LedgerSchema.standard();
        Queries queries = new QueryConductor(TestHouse.datasets(TestHouse.hotline()), () -> schema, decisions, ledger, new ShowingProtector(), log, new UsageInMemory(), TestHouse::digest, reason -> reason,
                () -> UUID.randomUUID().toString(), Clock.systemUTC());
        Readables readables = new Readables(TestHouse.datasets(TestHouse.hotline()), () -> schema, decisions, new ShowingProtector(), TestHouse::digest, log, () -> UUID.randomUUID().toString(), Clock.systemUTC());
        door = SqlDoor.open(new SqlSettings(0, certificate, key), queries, readables, new Turns(2, 8), tokens(), new Known(), "sub", clock);
    }

    private Connection connect(String token, String more) throws SQLException {
        return DriverManager.getConnection("jdbc:arrow-flight-sql://127.0.0.1:" + door.port() + "/?useEncryption=false&token=" + token + more);
    }

    /** A token is its own scope here. */
    private static JwtDecoder tokens() {
        return token -> {
            if (token.equals("forged")) {
                throw new BadJwtException("forged");
            }
            Jwt.Builder jwt = Jwt.withTokenValue(token).header("alg", "none").subject("analyst").claim("scope", List.of(token.equals("bound") ? "records" : token));
            return checked((token.equals("bound") ? jwt.claim("cnf", Map.of("x5t#S256", "A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0")) : jwt).build());
        };
    }

    /** As the hub's own decoder: a token that is bound to a certificate is good over a connection with that certificate only. */
    private static Jwt checked(Jwt jwt) {
        OAuth2TokenValidatorResult result = JwtValidators.createDefault().validate(jwt);
        if (result.hasErrors()) {
            throw new JwtValidationException("refused", result.getErrors());
        }
        return jwt;
    }

    private final class Known implements Subjects {
        @Override
        public Optional<Subject> find(String id) {
            return all().stream().filter(subject -> subject.id().equals(id)).findFirst();
        }

        @Override
        public List<Subject> all() {
            return known;
        }
    }

    private void certificate() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("CN=localhost");
        byte[] certificate = new JcaX509v3CertificateBuilder(name, BigInteger.ONE, Date.from(Instant.now().minus(Duration.ofDays(1))), Date.from(Instant.now().plus(Duration.ofDays(1))), name, pair.getPublic())
                .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")))
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())).getEncoded();
        Files.writeString(folder.resolve("door.pem"), pem("CERTIFICATE", certificate));
        Files.writeString(folder.resolve("door.key"), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + type + "-----\n";
    }
}
