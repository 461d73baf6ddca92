package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditLog;
import datong.audit.MerkleLog;
import datong.calendar.yaml.CalendarFolder;
import datong.classification.PersonalDataScanner;
import datong.ledger.ContentSeal;
import datong.ledger.jdbc.JdbcLedger;
import datong.ledger.jdbc.JdbcRestrictions;
import datong.ledger.jdbc.PersonRecords;
import datong.ledger.Restrictions;
import datong.ledger.SubjectId;
import datong.persons.Accesses;
import datong.persons.PersonFinder;
import datong.persons.Register;
import datong.persons.jdbc.JdbcPersonRequests;
import datong.protection.KeyPurpose;
import datong.protection.KeyRing;
import datong.protection.SubjectVault;
import datong.query.PersonKey;
import datong.resolution.jdbc.PersonClusters;
import datong.schema.Datasets;
import datong.schema.yaml.ExtensionFolder;
import datong.sharing.yaml.ClockFile;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests of the persons concerned. */
@Configuration(proxyBeanMethods = false)
class PersonsConfiguration {
    @Bean
    PersonRecords personRecords(DataSource database, ExtensionFolder extensions, SubjectVault vault, Clock clock) {
        return new PersonRecords(database, extensions::schema, vault, clock);
    }

    @Bean
    PersonFinder personFinder(Datasets datasets, ExtensionFolder extensions, PersonRecords records, SubjectVault vault, DataSource database) {
        return new PersonFinder(JdbcLedger.whole(database, extensions::schema, vault), datasets, extensions::schema, records, new PersonClusters(database));
    }

    @Bean
    Restrictions restrictions(DataSource database, ExtensionFolder extensions) {
        return new JdbcRestrictions(database, extensions::schema);
    }

    @DependsOnDatabaseInitialization
    @Bean
    Register personRegister(JdbcClient database, SubjectVault vault, PersonFinder finder, Restrictions restrictions, MerkleLog merkle, KeyRing ring, ClockFile clocks, CalendarFolder calendar, PersonalDataScanner scanner, AuditLog log, Clock clock) {
        return new Register(new JdbcPersonRequests(database, new ContentSeal(vault)), finder, restrictions, Accesses.in(merkle.reader(), keys(ring)),
                () -> new Register.Running(Optional.ofNullable(clocks.clocks().of(Register.CLOCK))
                .orElseThrow(() -> new IllegalArgumentException("mappings/calendar/clocks.yaml has no clock " + Register.CLOCK + "; expected '" + Register.CLOCK
                        + ": { limit: 30 calendar days, warning: 15, source: … }'")), calendar.days()),
                text -> !scanner.scan(text).isEmpty(), log, () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }

    /** Answers are noted under the newest key; those of before under older ones. */
    private static Function<SubjectId, Set<String>> keys(KeyRing ring) {
        return subject -> ring.digests(KeyPurpose.QUESTION_DIGEST).stream().map(digest -> PersonKey.of(subject, digest::apply).value()).collect(Collectors.toSet());
    }
}
