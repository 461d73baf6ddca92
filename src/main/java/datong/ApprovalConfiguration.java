package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.approval.Deed;
import datong.approval.TwoPersons;
import datong.approval.jdbc.JdbcRequests;
import datong.audit.AuditLog;
import datong.audit.MerkleLog;
import datong.audit.jdbc.OutboxDrain;
import datong.erasure.ClearFiles;
import datong.erasure.Erasure;
import datong.intake.jdbc.FlowFileRemains;
import datong.intake.jdbc.QuarantineRemains;
import datong.ledger.ContentSeal;
import datong.ledger.jdbc.PersonRecords;
import datong.ledger.Ledger;
import datong.protection.CryptoSuites;
import datong.protection.KeyPurpose;
import datong.protection.KeyRetirement;
import datong.protection.KeyRing;
import datong.protection.KeyRotation;
import datong.protection.Relinking;
import datong.protection.RingKey;
import datong.protection.SubjectVault;
import datong.publication.Releases;
import datong.resolution.jdbc.ErasedEvidence;
import datong.schema.Dataset;
import datong.schema.Datasets;
import datong.schema.yaml.ExtensionFolder;
import datong.studio.SampleSeal;
import datong.studio.jdbc.SampleRemains;
import datong.web.console.KeyView;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What takes two persons. */
@Configuration(proxyBeanMethods = false)
class ApprovalConfiguration {
    @DependsOnDatabaseInitialization
    @Bean(initMethod = "resume")
    TwoPersons twoPersons(JdbcClient database, SubjectVault vault, List<Deed> deeds, AuditLog log, Clock clock, @Qualifier("longDeeds") ExecutorService longDeeds) {
        return new TwoPersons(new JdbcRequests(database, new ContentSeal(vault)), deeds, log, () -> UlidCreator.getMonotonicUlid().toString(), clock, longDeeds);
    }

    /** What is cut off by the hub's end goes on at its next start. */
    @Bean(destroyMethod = "shutdownNow", defaultCandidate = false)
    ExecutorService longDeeds() {
        return Executors.newSingleThreadExecutor(Thread.ofPlatform().name("two-persons").daemon().priority(Thread.MIN_PRIORITY).factory());
    }

    @Bean
    KeyRotation keyRotation(KeyRing ring, CryptoSuites suites, KeyRewrapping rewrapping, MerkleLog log) {
        return new KeyRotation(ring, Map.of(KeyPurpose.SUBJECT_KEK, () -> {
            rewrapping.begin();
            return Map.of();
        }, KeyPurpose.AUDIT_SIGNING, () -> Map.of("log_key", log.handOver(AuditSigner.of(ring, suites)).toString())));
    }

    @Bean
    KeyRetirement keyRetirement(KeyRing ring, SubjectVault vault) {
        return new KeyRetirement(ring, vault);
    }

    @Bean
    Relinking relinking(KeyRing ring, CryptoSuites suites, Ledger ledger, Datasets datasets, ExtensionFolder extensions) {
        return new Relinking(ring, suites, ledger, dataset -> datasets.find(dataset).map(Dataset::element), (element, item) -> extensions.schema().element(element).item(item));
    }

    @Bean
    KeyView keyView(KeyRing ring, KeyRewrapping rewrapping) {
        return new KeyView() {
            @Override
            public List<Key> keys() {
                return KeyRotation.purposes().stream().sorted().map(purpose -> new Key(purpose.alias(), ring.versions(purpose).stream().map(RingKey::version).toList())).toList();
            }

            @Override
            public Progress rewrapping() {
                SubjectVault.Rewrapping reached = rewrapping.reached();
                return new Progress(Math.min(reached.next(), reached.slots()), reached.slots());
            }
        };
    }

    @Bean
    Erasure erasure(DataSource database, JdbcClient client, PersonRecords records, SubjectVault vault, OutboxDrain drain, HubSettings settings, Releases releases, Clock clock) {
        return new Erasure(vault, records, new ErasedEvidence(database, drain::drain, clock),
                List.of(new QuarantineRemains(client, vault), new FlowFileRemains(client, new ContentSeal(vault)), new SampleRemains(client, new SampleSeal(vault))),
                new ClearFiles(settings.inboxes()), releases);
    }
}
