package dev.lolbatch.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.generator.MatchGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The dashboard in a real browser, of a stack in which everything is real. Two dates have been run, a third is for the tests.
 * One champion's name is an attack on whoever looks at it.
 */
@ExtendWith(LocalClusterExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class DashboardST {
    private static final long SEED = 20260115;
    private static final LocalDate FIRST = LocalDate.parse("2026-01-13");
    private static final LocalDate NOT_RUN = LocalDate.parse("2026-01-15");
    private static final int MATCHES = 600;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'&/é";

    private Chromium chromium;
    private Pipeline pipeline;
    private RestClient orchestrator;
    private Visitor visitor;

    @BeforeAll
    void runTwoOfThreeDates(LocalCluster cluster) throws Exception {
        chromium = Chromium.start();
        PipelineNames names = PipelineNames.of("dashboard");
        names.createTopics(cluster);
        pipeline = Pipeline.start(cluster, names, Map.of());
        orchestrator = new RestClient(pipeline.orchestratorUri());
        SentRecords sent = new SentRecords(cluster.kafkaBootstrap(), names.topic());
        sent.send(new MatchGenerator(GeneratorSettings.onDates(SEED, MATCHES, FIRST, NOT_RUN))
                .messages()
                .toList());
        sent.sendMatches(List.of(matchOf(HOSTILE)));
        try (LakeReader lake = new LakeReader(pipeline.catalogUri(), pipeline.lakeLocation(), names.topic())) {
            await().atMost(LIMIT).untilAsserted(() -> assertThat(lake.offsets()).isEqualTo(sent.endOffsets()));
        }
        new Runs(orchestrator).runAll(List.of(FIRST, FIRST.plusDays(1)));
    }

    @AfterAll
    void stop() {
        if (pipeline != null) {
            pipeline.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void visit() {
        visitor = chromium.visit(pipeline.orchestratorUri().toString(), Look.LIGHT);
    }

    @AfterEach
    void leave() {
        List<String> complaints = visitor.complaints();
        visitor.close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void aRunIsStartedByClickAndWatchedToItsEnd() throws IOException {
        // Given
        Page page = visitor.open("/dates");
        assertThat(day(page, NOT_RUN)).containsText("missing");

        // When
        day(page, NOT_RUN).click();
        button(page, "Run this date").click();
        confirm(page);

        // Then
        assertThat(page.locator("#outcome")).containsText("Requested: the run is ");
        page.locator("#outcome a").click();
        page.evaluate("window.wasReloaded = false");
        assertThat(page.locator("#live")).hasText("Live");
        assertThat(page.locator(".runhead .state")).hasText("running", within());
        assertThat(page.locator(".runhead progress")).isVisible();
        assertThat(page.locator(".runhead .state")).hasText("succeeded", within());
        String id = page.url().replaceFirst(".*/", "");
        String log = orchestrator.text("/etl/runs/" + id + "/log?lines=200");
        assertThat(log).contains("Wrote participants: date=" + NOT_RUN);
        assertThat(page.locator("#log")).hasText(log, within());
        assertThat(page.locator(".timeline .state").allInnerTexts())
                .containsExactly("queued", "submitted", "running", "succeeded");
        assertThat(page.evaluate("window.wasReloaded")).isEqualTo(false);
        assertThat(day(visitor.open("/dates"), NOT_RUN)).containsText("fresh");
    }

    @Test
    void aRunIsCancelledByClickAndItsRowSaysSoWithoutReloading() {
        // Given
        Page page = visitor.open("/runs");
        page.getByLabel("Run the date").fill(FIRST.toString());
        page.locator("#new-run button").click();
        confirm(page);
        assertThat(page.locator("#outcome")).containsText("Requested: the run is ");
        String id = page.locator("#outcome a").getAttribute("href").replaceFirst(".*/", "");
        Locator row = page.locator("tr[data-run='" + id + "']");

        // When
        row.getByText("Cancel").click();
        confirm(page);

        // Then
        assertThat(row.locator(".state")).hasText("cancelled", within());
        assertThat(row.getByText("Run again")).isVisible();
    }

    @Test
    void aConfirmationThatIsDeclinedStartsNothing() {
        // Given
        Page page = visitor.open("/dates?date=" + FIRST);
        List<String> posts = new CopyOnWriteArrayList<>();
        page.onRequest(request -> {
            if (request.method().equals("POST")) {
                posts.add(request.url());
            }
        });

        // When
        button(page, "Run this date").click();
        page.keyboard().press("Escape");

        // Then
        assertThat(page.locator("dialog")).hasCount(0);
        // Requests are told of in their order.
        page.evaluate("fetch('/q/health/live').then((answer) => answer.text())");
        assertThat(posts).isEmpty();
    }

    @Test
    void aPageThatCouldNotBeBroughtUpToDateIsAsSoonAsItCan() throws IOException {
        // Given
        Page page = visitor.open("/runs");
        assertThat(page.locator("#live")).hasText("Live");
        page.route("**/runs", route -> {
            if (route.request().resourceType().equals("fetch")) {
                route.abort();
            } else {
                route.resume();
            }
        });

        // When
        String path = orchestrator.post("/etl/runs?date=" + FIRST).header("Location");
        Locator row = page.locator("tr[data-run='" + path.replaceFirst(".*/", "") + "']");
        assertThat(page.locator("#live")).hasText("Not up to date, trying again");
        page.unroute("**/runs");

        // Then
        assertThat(row).isVisible(visibleWithin());
        assertThat(page.locator("#live")).hasText("Live");
        row.getByText("Cancel").click();
        confirm(page);
        assertThat(row.locator(".state")).hasText("cancelled", within());
        visitor.expectComplaints("net::ERR_FAILED");
    }

    @Test
    void aConnectionThatWasLostIsMadeAgainAndOneThatNobodySeesIsGivenBack() {
        // Given
        Page page = visitor.page();
        page.route("**/etl/events", Route::abort);
        visitor.open("/runs");
        assertThat(page.locator("#live")).hasText("Connection lost, trying again");

        // When
        page.unroute("**/etl/events");

        // Then
        assertThat(page.locator("#live")).hasText("Live", within());
        visitor.expectComplaints("net::ERR_FAILED");

        // And when
        List<String> ended = new CopyOnWriteArrayList<>();
        page.onRequestFailed(request -> ended.add(request.url()));
        hide(page, true);

        // Then
        page.waitForCondition(() -> ended.stream().anyMatch(url -> url.endsWith("/etl/events")));
        Request opened = page.waitForRequest("**/etl/events", () -> hide(page, false));
        assertThat(opened.url()).endsWith("/etl/events");
        assertThat(page.locator("#live")).hasText("Live");
    }

    /** As when another tab is looked at, which a browser without a screen does not have. */
    private static void hide(Page page, boolean hidden) {
        page.evaluate(
                "(hidden) => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
                        + " document.dispatchEvent(new Event('visibilitychange')); }",
                hidden);
    }

    @Test
    void whoCannotReachTheOrchestratorIsNotToldThatItRefused() {
        // Given
        Page page = visitor.open("/dates?date=" + FIRST);
        page.route("**/etl/runs?*", Route::abort);

        // When
        button(page, "Run this date").click();
        confirm(page);

        // Then
        assertThat(page.locator("#outcome"))
                .hasText("Cannot tell whether that was done: the orchestrator does not answer; look at the runs before"
                        + " you ask again");
        assertThat(button(page, "Run this date")).isFocused();
        visitor.expectComplaints("net::ERR_FAILED");
    }

    @Test
    void whatTheApiRefusesIsSaidInItsWords() {
        // Given
        Page page = visitor.open("/runs");

        // When
        page.getByLabel("Run the date").fill("2020-02-02");
        page.locator("#new-run button").click();
        confirm(page);

        // Then
        assertThat(page.locator("#outcome"))
                .containsText("Cannot run for 2020-02-02: the lake holds no matches of this date");
        // The browser itself tells of an answer that is an error.
        visitor.expectComplaint("422 (Unprocessable Entity)");
    }

    @Test
    void filtersAndOrdersAreThoseOfTheApiAndOfTheUrl() throws IOException {
        // Given
        Page page = visitor.open("/");

        // When
        page.getByLabel("Position", new Page.GetByLabelOptions().setExact(true)).selectOption("JUNGLE");
        button(page, "Apply").click();
        page.waitForURL(Pattern.compile(".*position=JUNGLE.*"));
        page.locator("th[data-figure=win_rate_low] a").click();
        page.waitForURL(Pattern.compile(".*sort=win_rate_low.*"));

        // Then
        assertThat(page.locator("th[data-figure=win_rate_low]")).hasAttribute("aria-sort", "descending");
        assertThat(names(page))
                .isEqualTo(
                        DashboardPages.champions(orchestrator, "/stats/champions?position=jungle&sort=win_rate_low"));

        // And when somebody else opens the link
        List<String> seen = names(page);
        String link = page.url().replace(pipeline.orchestratorUri().toString(), "");

        // Then
        assertThat(names(visitor.open(link))).isEqualTo(seen);
    }

    @Test
    void theSearchShowsOnlyTheRowsOfAName() {
        // Given
        Page page = visitor.open("/");
        List<String> all = names(page);
        String name = all.get(all.size() / 2);

        // When
        page.getByLabel("Search the table").fill(name.toLowerCase(Locale.ROOT));

        // Then
        Locator shown = page.locator("#champions tbody tr:visible");
        assertThat(shown).hasCount((int)
                all.stream().filter(one -> letters(one).contains(letters(name))).count());
        assertThat(shown.locator("th").getByText(name, new Locator.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(page.locator("#search-count")).containsText(" of " + all.size());
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    @Test
    void aPointLeadsToItsChampion() {
        // Given
        Page page = visitor.open("/");
        Map<?, ?> point = (Map<?, ?>)
                page.evaluate(
                        "() => { const chart = Chart.getChart(document.querySelector('canvas'));"
                                + " const { x, y } = chart.getDatasetMeta(0).data[0];"
                                + " return { x, y, name: chart.getElementsAtEventForMode({ type: 'click', x, y, native: true },"
                                + " 'nearest', { intersect: true }, false).map(({ index }) => chart.data.datasets[0].data[index].row.name)[0] }; }");

        // When
        page.locator("canvas")
                .click(new Locator.ClickOptions()
                        .setPosition(((Number) point.get("x")).doubleValue(), ((Number) point.get("y")).doubleValue()));

        // Then
        assertThat(page.locator("h1")).hasText((String) point.get("name"));
        assertThat(page.locator("[data-chart=trend] canvas")).isVisible();
    }

    @Test
    void aNameThatIsAnAttackIsATextOnEveryPage() {
        // Given
        Page page = visitor.open("/");

        // When
        page.locator("#champions").getByText(HOSTILE).click();

        // Then
        assertThat(page.locator("h1")).hasText(HOSTILE);
        assertThat(page.locator("img:not([src='/assets/icon.svg'])")).hasCount(0);
        page.locator("#split a").first().click();
        assertThat(page.locator("#split").getByText(HOSTILE)).isVisible();
        assertThat(page.locator("img:not([src='/assets/icon.svg'])")).hasCount(0);
    }

    @Test
    void everythingCanBeDoneWithTheKeyboard() {
        // Given
        Page page = visitor.open("/dates");
        assertThat(page.locator("#live")).hasText("Live");

        // When
        page.keyboard().press("Tab");

        // Then
        assertThat(page.locator(".skip")).isFocused();
        assertThat(page.locator(".skip")).isInViewport();
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).isFocused();

        // And when
        day(page, FIRST).focus();
        page.keyboard().press("ArrowRight");

        // Then
        assertThat(day(page, FIRST.plusDays(1))).isFocused();
        page.keyboard().press("Control+ArrowLeft");
        assertThat(day(page, FIRST.plusDays(1))).isFocused();
        assertThat((String) page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
        page.keyboard().press("Enter");
        assertThat(page.locator("#day-title")).hasText("Wednesday, 14 January 2026");

        // And when
        tabTo(page, button(page, "Run this date"));
        page.keyboard().press("Enter");

        // Then
        assertThat(page.locator("dialog button.primary")).isFocused();
        page.keyboard().press("Escape");
        assertThat(button(page, "Run this date")).isFocused();
    }

    @Test
    void aRunIsRequestedAndCancelledWithTheKeyboard() {
        // Given
        Page page = visitor.open("/runs");
        assertThat(page.locator("#live")).hasText("Live");

        // When
        tabTo(page, page.getByLabel("Run the date"));
        page.keyboard().type("01132026");
        tabTo(page, page.locator("#new-run button"));
        page.keyboard().press("Enter");
        page.keyboard().press("Enter");

        // Then
        assertThat(page.locator("#outcome")).containsText("Requested: the run is ");
        String id = page.locator("#outcome a").getAttribute("href").replaceFirst(".*/", "");
        Locator row = page.locator("tr[data-run='" + id + "']");
        Locator cancel = row.locator("[data-cancel]");
        assertThat(cancel).isVisible();

        // And when
        tabTo(page, cancel);
        page.keyboard().press("Enter");
        page.keyboard().press("Enter");

        // Then
        assertThat(row.locator(".state")).hasText("cancelled", within());
        assertThat(row.locator("th a")).isFocused();
    }

    @Test
    void filtersAndOrdersAreChosenWithTheKeyboard() {
        // Given
        Page page = visitor.open("/");

        // When
        tabTo(page, page.locator("#f-position"));
        page.keyboard().type("Jun");
        tabTo(page, button(page, "Apply"));
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile(".*position=JUNGLE.*"));
        tabTo(page, page.locator("th[data-figure=win_rate] a"));
        page.keyboard().press("Enter");

        // Then
        page.waitForURL(Pattern.compile(".*sort=win_rate.*"));
        assertThat(page.locator("th[data-figure=win_rate]")).hasAttribute("aria-sort", "descending");
    }

    /** Fails where the key comes round without having come by. */
    private static void tabTo(Page page, Locator wanted) {
        for (int presses = 0; presses < 200; presses++) {
            if ((boolean) wanted.evaluate("(element) => element === document.activeElement")) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("Cannot come to " + wanted + " with the Tab key");
    }

    @Test
    void aThemeThatWasChosenStays() {
        // Given
        Page page = visitor.open("/");
        Object light = page.evaluate("getComputedStyle(document.body).backgroundColor");

        // When
        button(page, "Dark theme").click();
        visitor.open("/positions");

        // Then
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isNotEqualTo(light);
        assertThat(button(page, "Light theme")).isVisible();
    }

    @ParameterizedTest
    @EnumSource
    void everyPageIsAccessibleAndFitsAndIsPhotographed(Look look) throws IOException {
        try (Visitor looking = chromium.visit(pipeline.orchestratorUri().toString(), look)) {
            DashboardPages.of(orchestrator, FIRST).forEach((name, path) -> {
                looking.openWhole(path);
                looking.photograph(SCREENSHOTS, name);
                looking.requireFits();
                looking.requireAccessible();
            });
            looking.expectComplaint("404 (Not Found)");
            assertThat(looking.complaints()).isEmpty();
        }
    }

    private static LocatorAssertions.IsVisibleOptions visibleWithin() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout((double) LIMIT.toMillis());
    }

    private static LocatorAssertions.HasTextOptions within() {
        return new LocatorAssertions.HasTextOptions().setTimeout((double) LIMIT.toMillis());
    }

    private static Locator day(Page page, LocalDate date) {
        return page.locator("#calendar a[data-date='" + date + "']");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void confirm(Page page) {
        page.locator("dialog button.primary").click();
    }

    private static List<String> names(Page page) {
        return page.locator("#champions tbody th").allInnerTexts();
    }

    private static byte[] matchOf(String champion) throws IOException {
        return new ObjectMapper()
                .writeValueAsBytes(Map.of(
                        "match_id",
                        "EUW1_1",
                        "timestamp",
                        Instant.parse(FIRST + "T10:00:00Z").toEpochMilli(),
                        "duration",
                        1800,
                        "participants",
                        List.of(Map.of(
                                "summoner_name",
                                HOSTILE,
                                "champion_name",
                                champion,
                                "position",
                                "TOP",
                                "kills",
                                1,
                                "deaths",
                                2,
                                "assists",
                                3,
                                "gold_earned",
                                9000))));
    }
}
