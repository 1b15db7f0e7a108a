package dev.lolbatch.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Somebody who looks at the dashboard. Whatever his browser complains of is written down: errors of scripts, what the
 * Content-Security-Policy has refused, requests to other hosts, and dialogs that only an attack would open.
 */
final class Visitor implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final String base;
    private final Look look;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    Visitor(BrowserContext context, String base, Look look) {
        this.context = context;
        this.base = base;
        this.look = look;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (!message.type().equals("log")) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("script: " + error));
        page.onRequest(request -> {
            if (!request.url().startsWith(base + "/")) {
                complaints.add("request: " + request.url());
            }
        });
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
    }

    Page page() {
        return page;
    }

    /** Goes to a page, and returns when its scripts have run. */
    Page open(String path) {
        page.navigate(base + path);
        return page;
    }

    /** Goes to a page, and returns when its charts are drawn and it is followed. */
    Page openWhole(String path) {
        open(path);
        assertThat(page.locator("h1")).isVisible();
        if (page.locator("[data-chart]").count() > 0) {
            assertThat(page.locator("[data-chart]").first()).isVisible();
        }
        if (page.locator("#live").count() > 0) {
            assertThat(page.locator("#live")).hasText("Live");
        }
        return page;
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Fails unless there was exactly this one, which then is forgotten. */
    void expectComplaint(String part) {
        assertThat(complaints).hasSize(1).allMatch(complaint -> complaint.contains(part));
        complaints.clear();
    }

    /** Fails unless there was one or more, and all of them like this; they then are forgotten. */
    void expectComplaints(String part) {
        assertThat(complaints).isNotEmpty().allMatch(complaint -> complaint.contains(part));
        complaints.clear();
    }

    /** Fails with what a machine can tell that keeps people out. */
    void requireAccessible() {
        List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations)
                .as("%s, %s", page.url(), look)
                .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
                .isEmpty();
    }

    /** Fails when a page is wider than the screen, or a day's word than its cell. */
    void requireFits() {
        assertThat(page.evaluate("[...document.querySelectorAll('.day a')]"
                        + ".filter((day) => day.scrollWidth > day.clientWidth).map((day) => day.textContent)"))
                .as("days that stand in the next one of %s, %s", page.url(), look)
                .isEqualTo(List.of());
        assertThat(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("pixels beyond the screen of %s, %s", page.url(), look)
                .isEqualTo(0);
    }

    /** Keeps a picture of the page for people. */
    void photograph(Path folder, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + "-" + look + ".png")));
    }

    @Override
    public void close() {
        context.close();
    }
}
