package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditLog;
import datong.classification.PersonalDataScanner;
import datong.ledger.Changes;
import datong.ledger.Ledger;
import datong.ledger.jdbc.JdbcChanges;
import datong.policy.AccessDecisions;
import datong.policy.UsageCounter;
import datong.policy.ranger.PolicyFolder;
import datong.protection.KeyPurpose;
import datong.protection.KeyRing;
import datong.protection.Protector;
import datong.protection.SubjectVault;
import datong.publication.CanaryRegister;
import datong.query.ChangeConductor;
import datong.query.ChangeQueries;
import datong.query.KeyedDigest;
import datong.query.LookConductor;
import datong.query.Looks;
import datong.query.Queries;
import datong.query.QueryConductor;
import datong.query.Readables;
import datong.schema.Datasets;
import datong.schema.yaml.ExtensionFolder;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Questions and what is answered. */
@Configuration(proxyBeanMethods = false)
class QueryConfiguration {
    @Bean
    Queries queries(Datasets datasets, ExtensionFolder extensions, AccessDecisions decisions, Ledger ledger, Protector protector, AuditLog log,
            UsageCounter usage, KeyRing ring, PersonalDataScanner scanner, CanaryRegister canaries, Clock clock) {
        KeyedDigest digest = ring.digest(KeyPurpose.QUESTION_DIGEST)::apply;
        return new QueryConductor(datasets, extensions::schema, decisions, ledger, protector, log, usage, digest, scanner::redact, canaries::releaseOf,
                () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    @Bean
    Readables readables(Datasets datasets, ExtensionFolder extensions, AccessDecisions decisions, Protector protector, KeyRing ring, AuditLog log, Clock clock) {
        return new Readables(datasets, extensions::schema, decisions, protector, ring.digest(KeyPurpose.QUESTION_DIGEST)::apply, log, () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    @Bean
    Changes changes(DataSource database, ExtensionFolder extensions, SubjectVault vault, KeyRingMatchesDatabase checked) {
        return new JdbcChanges(database, extensions::schema, vault);
    }

    @Bean
    ChangeQueries changeQueries(Datasets datasets, ExtensionFolder extensions, AccessDecisions decisions, Ledger ledger, Changes changes, Protector protector, AuditLog log,
            UsageCounter usage, KeyRing ring, PersonalDataScanner scanner, Clock clock) {
        return new ChangeConductor(datasets, extensions::schema, decisions, ledger, changes, protector, log, usage, ring.digest(KeyPurpose.QUESTION_DIGEST)::apply,
                () -> ring.digests(KeyPurpose.QUESTION_DIGEST).stream().<KeyedDigest>map(digest -> digest::apply).toList(), scanner::redact,
                () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    @Bean
    Looks looks(Datasets datasets, ExtensionFolder extensions, PolicyFolder policies, Ledger ledger, Protector protector, Queries queries, AuditLog log, UsageCounter usage, KeyRing ring,
            Clock clock) {
        return new LookConductor(datasets, extensions::schema, policies, policies, ledger, protector, queries, log, usage, ring.digest(KeyPurpose.QUESTION_DIGEST)::apply,
                () -> UlidCreator.getMonotonicUlid().toString(), new SecureRandom(), clock);
    }
}
