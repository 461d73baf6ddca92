package datong;

import datong.approval.TwoPersons;
import datong.catalogue.Submissions;
import datong.correction.Disputes;
import datong.mail.Mailer;
import datong.notices.InHouse;
import datong.notices.Notices;
import datong.notices.Post;
import datong.notices.Waiting;
import datong.notices.jdbc.JdbcTold;
import datong.notices.mail.MailPost;
import datong.persons.Register;
import datong.policy.Organisations;
import datong.policy.Subject;
import datong.policy.ranger.PolicyFolder;
import datong.sharing.Applications;
import datong.sharing.Parties;
import datong.sharing.Sharing;
import datong.sharing.SharingWatch;
import datong.web.console.Page;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationListener;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Mails to offices for which something waits, if any are named. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NoticesConfiguration.NoticesSettings.class)
class NoticesConfiguration {
    /**
     * @param offices addresses, commas between, by the organisation's unified social credit code
     * @param console address at which these people reach the console, without a slash at its end
     * @param language {@code zh} or {@code en}
     */
    @ConfigurationProperties("datong.notices")
    record NoticesSettings(@DefaultValue Map<String, String> offices, @DefaultValue("") String console, @DefaultValue("zh") String language) {
        NoticesSettings {
            offices = Map.copyOf(offices);
            offices.forEach((office, address) -> demand(office.matches("[0-9A-Z]{18}") && address.matches("[^@\\s,]+@[^@\\s,]+(,[^@\\s,]+@[^@\\s,]+)*"),
                    "datong.notices.offices has an entry '" + office + "'; expected a unified social credit code of 18 characters and one or more addresses with commas between"));
            demand(offices.isEmpty() || console.matches("https?://[^\\s?#]+[^/\\s?#]"), "datong.notices.console is '" + console
                    + "'; expected the address of the console such as https://datong.example.gov.cn, without a slash at its end");
            demand(language.equals("zh") || language.equals("en"), "datong.notices.language is '" + language + "'; expected zh or en");
        }

        private static void demand(boolean holds, String message) {
            if (!holds) {
                throw new IllegalArgumentException(message);
            }
        }
    }

    @DependsOnDatabaseInitialization
    @Bean
    Notices notices(NoticesSettings settings, LogSettings log, HubSettings hub, Applications applications, Sharing sharing, Submissions submissions, Disputes disputes, TwoPersons approvals,
            Register persons, PolicyFolder policies, MessageSource messages, DataSource database, Clock clock) {
        Waiting waiting = new Waiting(applications, sharing::clocksOf, submissions, disputes, () -> authorities(policies),
                () -> policies.organisations().all().stream().map(Organisations.KnownOrganisation::creditCode).collect(Collectors.toSet()), clock);
        InHouse inHouse = new InHouse(approvals::newest, persons::pressing, policies::all, Page.PERSONS::openTo, clock);
        return new Notices(() -> Stream.concat(waiting.all().stream(), inHouse.all().stream()).toList(), settings.offices().keySet(), post(settings, log, hub, messages), new JdbcTold(database), clock);
    }

    private static Set<String> authorities(PolicyFolder policies) {
        return policies.all().stream().filter(subject -> subject.groups().contains(Parties.AUTHORITY)).map(Subject::organisation).collect(Collectors.toSet());
    }

    private static Post post(NoticesSettings settings, LogSettings log, HubSettings hub, MessageSource messages) {
        if (settings.offices().isEmpty()) {
            return (office, notices) -> { };
        }
        if (log.mail().server().isBlank() || !log.mail().from().contains("@")) {
            throw new IllegalArgumentException("datong.notices.offices names mailboxes; name datong.log.mail.server (smtps://host:465) and datong.log.mail.from");
        }
        Locale locale = settings.language().equals("en") ? Locale.ENGLISH : Locale.CHINESE;
        return new MailPost(new Mailer(log.mail().asServer(), Authorities.read(hub.authorities()).context().getSocketFactory()), settings.offices(), settings.console(),
                (key, parts) -> messages.getMessage(key, parts, locale));
    }

    @Bean(destroyMethod = "close")
    SharingWatch noticesWatch(Notices notices) {
        return new SharingWatch("notices", notices::look);
    }
}
