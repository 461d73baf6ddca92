package datong;

import datong.calendar.OfficeHours;
import datong.calendar.WorkCalendar;
import datong.calendar.yaml.CalendarFolder;
import java.time.Clock;
import java.time.LocalTime;
import java.time.MonthDay;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The working-day calendar from {@code mappings/calendar}, and the alarm when next year's is missing. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CalendarConfiguration.CalendarSettings.class)
class CalendarConfiguration {
    /**
     * @param expected month and day by which next year's file should be there, {@code --12-01}
     * @param morning begin of office hours; @param noon end of the morning; @param afternoon begin again; @param evening end
     */
    @ConfigurationProperties("datong.calendar")
    record CalendarSettings(@DefaultValue("--12-01") String expected, @DefaultValue("09:00") String morning, @DefaultValue("12:00") String noon,
            @DefaultValue("13:30") String afternoon, @DefaultValue("17:30") String evening) {
        OfficeHours hours() {
            return new OfficeHours(LocalTime.parse(morning), LocalTime.parse(noon), LocalTime.parse(afternoon), LocalTime.parse(evening));
        }
    }

    @Bean
    CalendarFolder calendarFolder(HubSettings settings) {
        CalendarFolder folder = new CalendarFolder(settings.folder("mappings/calendar"));
        folder.refresh();
        return folder;
    }

    @Bean
    WorkCalendar workCalendar(CalendarFolder folder, CalendarSettings settings, Clock clock) {
        return new WorkCalendar(folder::days, settings.hours(), MonthDay.parse(settings.expected()), clock);
    }

    /** Up with a detail: a missing calendar stops no data, but somebody has to know. */
    @Bean
    HealthIndicator workingDaysHealthIndicator(WorkCalendar calendar) {
        return () -> calendar.alarm().map(alarm -> Health.up().withDetail("alarm", alarm).build()).orElseGet(() -> Health.up().build());
    }
}
