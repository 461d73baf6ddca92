package datong.web.console;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import datong.Debian;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real browser for tests: Chromium without windows, the machine's own or Debian's, installed when the tests may; else a whole Chromium that is there, which takes
 * several times as long; else the one that Playwright fetches.
 */
public final class Browser implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Browser.class);
    private static final String SHELL = "chromium-headless-shell";
    private static final List<String> NAMES = List.of(SHELL, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome");
    private static final List<String> ARGUMENTS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage");
    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    public static Browser launch() throws IOException, InterruptedException {
        Optional<Path> executable = executable();
        Map<String, String> environment = new HashMap<>(System.getenv());
        executable.ifPresent(path -> environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions().setHeadless(true).setArgs(ARGUMENTS);
        executable.ifPresent(options::setExecutablePath);
        return new Browser(playwright, playwright.chromium().launch(options));
    }

    public com.microsoft.playwright.Browser browser() {
        return browser;
    }

    private static Optional<Path> executable() throws IOException, InterruptedException {
        Optional<Path> given = Optional.ofNullable(System.getProperty("browser")).map(Path::of).or(() -> find(List.of(SHELL)));
        return given.isPresent() ? given : installed();
    }

    private static Optional<Path> find(List<String> names) {
        return java.util.Arrays.stream(System.getenv().getOrDefault("PATH", "/usr/bin").split(":"))
                .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> installed() throws IOException, InterruptedException {
        try {
            Debian.install(SHELL, "fonts-noto-cjk");
        } catch (IllegalStateException failed) {
            LOG.warn("{}; a browser that is there is taken, or the one that Playwright fetches", failed.getMessage());
        }
        return find(NAMES);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
