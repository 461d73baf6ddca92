package datong;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.intake.camel.Integrations;
import datong.intake.jdbc.JdbcDeliveries;
import datong.mapping.yaml.MappingFolder;
import datong.policy.ranger.PolicyFolder;
import datong.publication.yaml.PublicationFolder;
import datong.review.RecentQuestions;
import datong.schema.yaml.ExtensionFolder;
import datong.statistics.yaml.OfferFolder;
import datong.subscription.SubscriptionDesk;
import datong.subscription.yaml.SubscriptionFolder;
import datong.web.open311.Open311Folder;
import com.github.f4b6a3.ulid.UlidCreator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/** Looks at the stewards' three folders again and again; what changed goes live or is refused, and either is said. Starts the routes. */
final class FolderWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final int QUESTIONS = 20_000;
    private final HubSettings settings;
    private final ExtensionFolder extensions;
    private final MappingFolder mappings;
    private final PolicyFolder policies;
    private final RecentQuestions recent;
    private final PublicationFolder publications;
    private final OfferFolder offers;
    private final Open311Folder open311;
    private final SubscriptionFolder subscriptions;
    private final SubscriptionDesk desk;
    private final Integrations integrations;
    private final CamelContext camel;
    private final JdbcDeliveries deliveries;
    private final AuditLog audit;
    private final Clock clock;
    private ScheduledExecutorService watcher;
    private List<String> said = List.of();

    FolderWatch(HubSettings settings, ExtensionFolder extensions, MappingFolder mappings, PolicyFolder policies, RecentQuestions recent, PublicationFolder publications,
            OfferFolder offers, Open311Folder open311, SubscriptionFolder subscriptions, SubscriptionDesk desk, Integrations integrations, CamelContext camel, JdbcDeliveries deliveries, AuditLog audit, Clock clock) {
        this.settings = settings;
        this.extensions = extensions;
        this.mappings = mappings;
        this.policies = policies;
        this.recent = recent;
        this.publications = publications;
        this.offers = offers;
        this.open311 = open311;
        this.subscriptions = subscriptions;
        this.desk = desk;
        this.integrations = integrations;
        this.camel = camel;
        this.deliveries = deliveries;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void start() {
        deliveries.cutOff();
        bringBack();
        camel.start();
        policyChanged();
        look();
        Duration every = settings.watch();
        watcher = Executors.newScheduledThreadPool(2, Thread.ofPlatform().name("folder-watch-", 1).daemon().factory());
        watcher.scheduleWithFixedDelay(this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        watcher.scheduleWithFixedDelay(this::lookAtPolicies, every.toMillis() / 2, every.toMillis() / 2, TimeUnit.MILLISECONDS);
    }

    /** Files whose deliveries were cut off, by a kill or because the database went away, go back to where they are taken from. */
    private void bringBack() {
        try {
            deliveries.toBeTakenAgain().forEach(this::bringBack);
        } catch (DataAccessException away) {
            LOG.warn("the database does not answer; deliveries that were cut off wait for it");
        }
    }

    private void bringBack(JdbcDeliveries.Cut cut) {
        Path inbox = settings.inboxes().resolve(cut.source());
        Path place = inbox.resolve(cut.name());
        try (Stream<Path> aside = Files.exists(place) ? Stream.empty() : setAside(inbox.resolve(".failed"))) {
            Optional<Path> newest = aside.filter(file -> holds(file, cut.name())).max(Comparator.naturalOrder());
            if (newest.isPresent()) {
                Files.move(newest.get(), place);
            }
        } catch (IOException stuck) {
            LOG.warn("{} of {} was cut off and could not be brought back from .failed", cut.name(), cut.source());
        }
    }

    /** Routes set a file aside under its name, or under a time of digits, a dash and its name. */
    private static boolean holds(Path file, String name) {
        String aside = file.getFileName().toString();
        return aside.endsWith(name) && aside.substring(0, aside.length() - name.length()).matches("(\\d+-)?");
    }

    private static Stream<Path> setAside(Path folder) throws IOException {
        return Files.isDirectory(folder) ? Files.list(folder) : Stream.empty();
    }

    /** Whatever a file, or want of memory, does to one look: the next may be the one that ends a grant, and an executor that is thrown an error never looks again. */
    private void look() {
        try {
            extensions.refresh();
            mappings.refresh();
            refreshPolicies();
            integrations.refresh();
            bringBack();
            say(publications.refresh(), offers.refresh(), open311.refresh(), subscriptions.refresh());
            desk.follow();
            recent.follow(QUESTIONS);
        } catch (RuntimeException | IOException | Error failure) {
            LOG.error("looking at integrations, mappings and policies failed", failure);
        }
    }

    /** By itself and twice as often: a grant that is suspended is not to wait for whatever else there is to look at. */
    private void lookAtPolicies() {
        try {
            refreshPolicies();
        } catch (RuntimeException | Error failure) {
            LOG.error("looking at policies failed", failure);
        }
    }

    private void refreshPolicies() {
        if (policies.refresh()) {
            policyChanged();
        }
    }

    private void policyChanged() {
        audit.append(new AuditEvent(UlidCreator.getMonotonicUlid().toString(), clock.instant(), "POLICY_IN_FORCE", "hub", "", "", "", "", "", "",
                List.of(), "", 0, 0, "DONE", "", List.of(), policies.policyVersion(), "", "", Map.of()));
    }

    private void say(List<?>... ofFurtherFolders) {
        List<String> problems = Stream.of(extensions.problems().stream().map(Object::toString), mappings.problems().stream().map(Object::toString),
                policies.problems().stream().map(Object::toString), integrations.problems().stream(),
                Stream.of(ofFurtherFolders).flatMap(List::stream).map(Object::toString)).flatMap(stream -> stream).toList();
        problems.stream().filter(problem -> !said.contains(problem)).forEach(problem -> LOG.warn("refused: {}", problem));
        said = problems;
    }

    @Override
    public void stop() {
        watcher.shutdownNow();
        camel.stop();
        watcher = null;
    }

    @Override
    public boolean isRunning() {
        return watcher != null;
    }
}
