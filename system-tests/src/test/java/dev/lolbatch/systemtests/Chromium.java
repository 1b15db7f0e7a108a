package dev.lolbatch.systemtests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A real browser without a screen: the {@code chromium} of the PATH, or the one that {@code -Dlolbatch.chromium} names. */
final class Chromium implements AutoCloseable {
    private static final String PROPERTY = "lolbatch.chromium";

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path executable) {
        // It would load browsers of its own.
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        // Root, as whom builds run in containers, has none.
                        .setArgs(List.of("--no-sandbox")));
    }

    /** Skips the tests, and says why, where there is none. */
    static Chromium start() {
        Optional<Path> executable = executable();
        assumeTrue(
                executable.isPresent(),
                "Cannot test the dashboard: there is no chromium in the PATH; install it, or name one by -D"
                        + PROPERTY);
        return new Chromium(executable.get());
    }

    private static Optional<Path> executable() {
        String named = System.getProperty(PROPERTY, "");
        return named.isEmpty()
                ? Arrays.stream(System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1))
                        .map(folder -> Path.of(folder, "chromium"))
                        .filter(Files::isExecutable)
                        .findFirst()
                : Optional.of(Path.of(named));
    }

    /** A visitor with a browser of his own. */
    Visitor visit(String base, Look look) {
        return new Visitor(browser.newContext(look.options()), base, look);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
