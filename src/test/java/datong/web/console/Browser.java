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

/** A real browser for tests: the machine's own, else Debian's chromium, installed when the tests may, else the one that Playwright fetches. */
public final class Browser implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome");
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
        Optional<Path> given = Optional.ofNullable(System.getProperty("browser")).map(Path::of).or(Browser::find);
        return given.isPresent() ? given : installed();
    }

    private static Optional<Path> find() {
        return java.util.Arrays.stream(System.getenv().getOrDefault("PATH", "/usr/bin").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> installed() throws IOException, InterruptedException {
        return Debian.install("chromium", "fonts-noto-cjk") ? find() : Optional.empty();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
