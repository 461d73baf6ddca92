package datong;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditLog;
import datong.ledger.Ledger;
import datong.ledger.Surveys;
import datong.ledger.Vault;
import datong.ledger.jdbc.JdbcSurveys;
import datong.policy.AccessDecisions;
import datong.policy.UsageCounter;
import datong.protection.KeyPurpose;
import datong.protection.KeyRing;
import datong.schema.Datasets;
import datong.schema.yaml.ExtensionFolder;
import datong.statistics.Answers;
import datong.statistics.BudgetBook;
import datong.statistics.Budgets;
import datong.statistics.Offers;
import datong.statistics.Statistics;
import datong.statistics.StatisticsConductor;
import datong.statistics.jdbc.JdbcAnswers;
import datong.statistics.jdbc.JdbcBudgets;
import datong.statistics.yaml.OfferFolder;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Numbers instead of records. */
@Configuration(proxyBeanMethods = false)
class StatisticsConfiguration {
    @Bean
    OfferFolder offerFolder(HubSettings settings) {
        return new OfferFolder(settings.folder("policies/statistics"));
    }

    @Bean
    Surveys surveys(DataSource database, ExtensionFolder extensions, Vault vault) {
        return new JdbcSurveys(database, extensions::schema, vault);
    }

    @Bean
    Answers answers(DataSource database) {
        return new JdbcAnswers(database);
    }

    @Bean
    Budgets budgets(DataSource database) {
        return new JdbcBudgets(database);
    }

    @Bean
    BudgetBook budgetBook(Offers offers, Budgets budgets) {
        return new BudgetBook(offers, budgets);
    }

    @Bean
    Statistics statistics(Datasets datasets, ExtensionFolder extensions, Offers offers, AccessDecisions decisions, Ledger ledger, Surveys surveys, Answers answers, Budgets budgets,
            UsageCounter usage, AuditLog log, KeyRing ring, Clock clock) {
        return new StatisticsConductor(datasets, extensions::schema, extensions::codeTables, offers, decisions, ledger, surveys, answers, budgets, usage, log,
                ring.digest(KeyPurpose.QUESTION_DIGEST)::apply, new SecureRandom(), () -> UlidCreator.getMonotonicUlid().toString(), clock);
    }
}
