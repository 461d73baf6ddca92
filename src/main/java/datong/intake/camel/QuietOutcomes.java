package datong.intake.camel;

import org.apache.camel.builder.RouteConfigurationBuilder;

/** For every route: a delivery that was not taken fails its exchange without Camel's stack trace, for {@code ledger:} has said what to do. */
public final class QuietOutcomes extends RouteConfigurationBuilder {
    @Override
    public void configuration() {
        routeConfiguration().onException(NotTaken.class).logExhausted(false).handled(false);
    }
}
