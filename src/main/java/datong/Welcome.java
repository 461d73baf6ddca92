package datong;

import datong.web.security.FirstStartNotice;
import java.io.PrintStream;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/** Tells the person at the terminal where the console is and, once, how to sign in. Written to the terminal, never to a log. */
@Component
final class Welcome implements ApplicationListener<WebServerInitializedEvent> {
    private final ObjectProvider<FirstStartNotice> notice;
    private final HubSettings settings;

    Welcome(ObjectProvider<FirstStartNotice> notice, HubSettings settings) {
        this.notice = notice;
        this.settings = settings;
    }

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        PrintStream terminal = System.out;
        Optional<String> secrets = Optional.ofNullable(notice.getIfAvailable()).flatMap(FirstStartNotice::text);
        terminal.printf("%n打通 Datong   http://localhost:%d/   (API: /api/v1/datasets, OpenAPI: /api/v1/openapi.json)%n", event.getWebServer().getPort());
        terminal.println(secrets.orElse("Sign in with the names and passwords of the first start: " + settings.dataFolder().resolve("secrets/first-start.txt")));
    }
}
