package datong;

import datong.calendar.WorkCalendar;
import datong.calendar.WorkingDays;
import datong.mapping.Mappings;
import datong.quality.Conformance;
import datong.quality.ExpectationWatch;
import datong.quality.Timekeeper;
import datong.quality.jdbc.JdbcConformance;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What mappings expect of their sources as a whole: looked at in the background, told on pages and as the metric {@code datong.source.late}. */
@Configuration(proxyBeanMethods = false)
class ExpectationConfiguration {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    @DependsOnDatabaseInitialization
    @Bean
    Conformance conformance(DataSource database, Clock clock) {
        return new JdbcConformance(database, clock);
    }

    @Bean
    Timekeeper timekeeper(Conformance conformance, WorkCalendar calendar, Clock clock) {
        return new Timekeeper(conformance, day -> workingDay(calendar, day), clock);
    }

    /** A year that no calendar tells is counted whole: an alarm too early is better than none. */
    private static boolean workingDay(WorkCalendar calendar, LocalDate day) {
        try {
            return calendar.isWorkingDay(day);
        } catch (WorkingDays.YearUnknown unknown) {
            return true;
        }
    }

    @Bean(destroyMethod = "close")
    ExpectationWatch expectationWatch(Mappings mappings, Conformance conformance, Timekeeper timekeeper, MeterRegistry meters, Clock clock) {
        MultiGauge late = MultiGauge.builder("datong.source.late").description("by how much the next delivery of a source is late; 0 in time").baseUnit("seconds").register(meters);
        ExpectationWatch watch = new ExpectationWatch(mappings, conformance, () -> late.register(mappings.all().stream()
                .flatMap(mapping -> timekeeper.of(mapping).map(told -> MultiGauge.Row.of(Tags.of("source", mapping.source()), told.late().toSeconds())).stream())
                .toList(), true), clock);
        watch.start(PAUSE);
        return watch;
    }
}
