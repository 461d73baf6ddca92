package datong.web.console;

import datong.catalogue.CollectionDesk;
import datong.catalogue.CollectionHouse;
import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.audit.LogIndex;
import datong.review.Comparisons;
import datong.review.PolicyChanges;
import datong.review.Review;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** The console alone on a free port, over {@link TestViews}; people sign in by HTTP Basic with their id and {@code test}. */
@EnableAutoConfiguration(excludeName = {
        "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
        "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
        "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration",
        "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration"})
@Import({ConsoleWeb.class, ConsoleModel.class, OverviewPage.class, SourcePages.class, NifiPages.class, QuarantinePages.class, VerificationPages.class, JobPage.class, MappingPages.class,
        CataloguePages.class, CollectionPages.class, SubmissionPages.class, LookPages.class, ConnectPages.class, ViewPages.class, PublicationPages.class, StatisticsPages.class, SubscriptionPages.class, ResolutionPages.class, LineagePages.class, QualityPages.class, PolicyPages.class, AuditPages.class, DeskPages.class, UnusualPages.class, ReportPages.class, ApprovalPages.class, SharingPages.class, PersonPages.class, AccountPages.class, CorrectionPages.class, NorthboundPages.class, DisposalPages.class, StillPages.class})
class TestConsole {
    static ConfigurableApplicationContext start() {
        return start("0");
    }

    /** The port as an argument: application.yaml outranks default properties. */
    private static ConfigurableApplicationContext start(String port) {
        SpringApplication console = new SpringApplication(TestConsole.class);
        console.setDefaultProperties(Map.of("spring.main.banner-mode", "off", "logging.level.root", "WARN", "spring.mvc.problemdetails.enabled", "true"));
        return console.run("--server.port=" + port);
    }

    static int port(ConfigurableApplicationContext console) {
        return ((ServletWebServerApplicationContext) console).getWebServer().getPort();
    }

    @Bean
    TestViews views() {
        return new TestViews();
    }

    @Bean
    CollectionDesk collectionDesk(TestViews views, Log log) {
        return CollectionHouse.desk((subject, address) -> views.datasets(subject, address).stream().map(CatalogueView.Line::entry).toList(), log);
    }

    @Bean
    datong.catalogue.SubmissionDesk submissionDesk(TestViews views, CollectionDesk collections) throws IOException {
        return TestSharing.submissions(views, collections);
    }

    @Bean
    TestStatistics statistics() {
        return new TestStatistics();
    }

    /** Two questions of the steward's and the officer's organisation, one of them never asked. */
    @Bean
    datong.web.views.ViewDesk savedQuestions(Log log, Clock clock) {
        return TestSavedViews.desk(log, clock);
    }

    @Bean
    datong.subscription.SubscriptionDesk subscriptions(Log log, Clock clock) {
        return TestSubscriptions.desk(log, clock);
    }

    @Bean
    TestRequests requests() {
        return new TestRequests();
    }

    @Bean
    datong.intake.Verifying verifying(TestRequests requests, Log log) {
        return TestRequests.verifying(requests, log);
    }

    /** The sample policies, real ones, in a folder of their own; every change of them waits for a second person. */
    @Bean(destroyMethod = "close")
    Review review() throws IOException {
        Review review = new Review(Files.createTempDirectory("datong-console-policies"), PolicyChanges.Approved.EVERY);
        review.asked(3, 120);
        return review;
    }

    @Bean(destroyMethod = "close")
    Comparisons comparisons(Review review) {
        return new Comparisons(review.desk::compare, Clock.systemUTC());
    }

    @Bean
    PolicyView policies(Review review, Comparisons comparisons) {
        return new HubPolicyView(review.inForce, review.changes, review.desk, review.events, comparisons);
    }

    @Bean
    LookView looks(Review review, TestViews views) {
        return new HubLookView(review.inForce, new TestLooks(views));
    }

    @Bean
    TestDesk desk() {
        return new TestDesk();
    }

    @Bean
    datong.oversight.Exports exports(TestDesk desk, Log log, Clock clock) {
        return new datong.oversight.Exports(desk, log, desk, () -> "01K8000000000000000000E001", clock);
    }

    @Bean
    datong.oversight.LegalReport legalReport(TestDesk desk) {
        return new datong.oversight.LegalReport(desk, new datong.sharing.ApplicationsInMemory(), java.util.List::of);
    }

    @Bean
    TestFindings findings() {
        return new TestFindings();
    }

    @Bean(destroyMethod = "close")
    datong.oversight.UnusualRound unusual(TestFindings findings, Clock clock) {
        return findings.round(clock);
    }

    @Bean
    datong.web.security.Accounts accounts(TestViews views, Log log) throws IOException {
        return datong.web.security.TestAccounts.of(views, log, Clock.systemUTC());
    }

    @Bean
    datong.approval.TwoPersons twoPersons(Log log) {
        return TestApprovals.twoPersons(log);
    }

    @Bean
    datong.notices.Notices notices() {
        return TestSharing.notices();
    }

    @Bean
    datong.sharing.Sharing sharing(TestViews views) {
        return TestSharing.sharing(views);
    }

    @Bean
    datong.correction.CorrectionDesk correctionDesk(TestViews views, Log log) {
        return TestSharing.corrections(views, log);
    }

    @Bean
    datong.northbound.ReportsInMemory reports() {
        return TestSharing.reports();
    }

    @Bean(destroyMethod = "close")
    datong.northbound.Northbound northbound(datong.northbound.ReportsInMemory reports, Log log) {
        return new datong.northbound.Northbound(reports, java.util.List::of, report -> new datong.northbound.Superior.Answer.Taken(), log, () -> "01K8000000000000000000N009", Clock.systemUTC());
    }

    @Bean
    datong.disposal.yaml.RetentionFile retentionFile() {
        return new datong.disposal.yaml.RetentionFile(java.nio.file.Path.of("mappings/retention.yaml"));
    }

    @Bean
    datong.disposal.CertificatesInMemory certificates() {
        return TestSharing.certificates();
    }

    /** Three alarms of cameras: one with a still, one whose still is gone, one without. */
    @Bean
    datong.retrieval.RetrievalDesk retrievals(Log log, Clock clock) {
        datong.retrieval.RetrievalHouse house = new datong.retrieval.RetrievalHouse();
        house.stills.take("camera-alarms", java.util.List.of(new datong.still.Stills.Taken(datong.retrieval.RetrievalHouse.STILL + 1, new byte[32], java.util.Optional.empty(), clock.instant(),
                clock.instant(), java.util.Optional.of(new datong.still.Coarsening(80).of(datong.still.Drawn.street("jpeg"))))));
        house.stills.keep(datong.retrieval.RetrievalHouse.STILL + 2, "camera-alarms", new byte[0]);
        house.stills.failed(datong.retrieval.RetrievalHouse.STILL + 2, datong.still.Still.State.DESTROYED, "");
        return house.desk(log, clock, 2);
    }

    @Bean
    Directory directory() {
        return new TestSharing.Names();
    }

    @Bean
    Clock clock() {
        return Clock.fixed(TestViews.NOON, java.time.ZoneOffset.UTC);
    }

    @Bean
    datong.persons.Register persons(Log log, TestViews views) {
        return TestPersons.register(log, views.dataset());
    }

    @Bean
    LevelMask levelMask() {
        return new LevelMask(new datong.protection.ShowingProtector());
    }

    @Bean
    KeyView keyView() {
        return new TestApprovals.Keys();
    }

    @Bean
    TestLineage lineage() {
        return new TestLineage();
    }

    /** The console's own audit, into a list. */
    static final class Log implements AuditLog {
        final List<AuditEvent> events = new CopyOnWriteArrayList<>();

        @Override
        public LogIndex append(AuditEvent event) {
            events.add(event);
            return new LogIndex(events.size() - 1);
        }
    }

    @Bean
    Log log() {
        return new Log();
    }

    @Bean
    RefusedPages refusedPages(Log log) {
        return RefusedPages.in(new ConsoleAudit(log, () -> "event", () -> "p-1", Clock.systemUTC()));
    }

    @Bean
    TestQuality quality() {
        return new TestQuality();
    }

    @Bean
    TestResolution resolution() {
        return new TestResolution();
    }

    @Bean
    Jobs jobs() {
        return new Jobs(Clock.systemUTC());
    }

    /** Not the manager itself: it would keep the password as bcrypt, and then each request takes as long as a sign-in. */
    @Bean
    UserDetailsService people() {
        InMemoryUserDetailsManager people = new InMemoryUserDetailsManager(new TestViews().all().stream()
                .map(subject -> User.withUsername(subject.id()).password("{noop}test").build()).toList());
        return people::loadUserByUsername;
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/webjars/**", "/console/**", "/favicon.svg").permitAll().anyRequest().authenticated())
                .httpBasic(Customizer.withDefaults()).build();
    }

    /** For looking at the pages by hand. */
    public static void main(String[] arguments) {
        start(arguments[0]);
    }
}
