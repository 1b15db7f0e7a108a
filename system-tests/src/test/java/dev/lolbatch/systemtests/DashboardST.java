package dev.lolbatch.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.generator.MatchGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
    void aRunIsStartedByClickAndWatchedToItsEnd() {
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
        assertThat(page.locator("#log")).containsText("Wrote participants: date=" + NOT_RUN);
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
    void aConfirmationThatIsDeclinedStartsNothing() throws IOException {
        // Given
        List<?> before = (List<?>) orchestrator.get("/etl/runs").body().get("runs");
        Page page = visitor.open("/dates?date=" + FIRST);

        // When
        button(page, "Run this date").click();
        page.keyboard().press("Escape");

        // Then
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat((List<?>) orchestrator.get("/etl/runs").body().get("runs")).hasSameSizeAs(before);
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
        assertThat(names(page)).isEqualTo(championsOf("/stats/champions?position=jungle&sort=win_rate_low"));

        // And when somebody else opens the link
        List<String> seen = names(page);
        String link = page.url().replace(pipeline.orchestratorUri().toString(), "");

        // Then
        assertThat(names(visitor.open(link))).isEqualTo(seen);
    }

    @Test
    void theSearchShowsOnlyTheRowsOfANameAndAPointLeadsToItsChampion() {
        // Given
        Page page = visitor.open("/");
        String name = names(page).get(0);

        // When
        page.getByLabel("Search the table").fill(name.toLowerCase(Locale.ROOT));

        // Then
        assertThat(page.locator("#champions tbody tr:visible").first()).hasAttribute("data-name", name);
        assertThat(page.locator("#search-count")).containsText(" of ");
        page.locator("#champions tbody tr:visible a").first().click();
        assertThat(page.locator("h1")).hasText(name);
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
        assertThat((String) page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
        page.keyboard().press("Enter");
        assertThat(page.locator("#day-title")).hasText("Wednesday, 14 January 2026");

        // And when
        button(page, "Run this date").focus();
        page.keyboard().press("Enter");

        // Then
        assertThat(page.locator("dialog button.primary")).isFocused();
        page.keyboard().press("Escape");
        assertThat(button(page, "Run this date")).isFocused();
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
            pages().forEach((name, path) -> {
                Page page = looking.open(path);
                assertThat(page.locator("h1")).isVisible();
                if (page.locator("[data-chart]").count() > 0) {
                    assertThat(page.locator("[data-chart]").first()).isVisible();
                }
                if (page.locator("#live").count() > 0) {
                    assertThat(page.locator("#live")).hasText("Live");
                }
                looking.photograph(name);
                looking.requireFits();
                looking.requireAccessible();
            });
            looking.expectComplaint("404 (Not Found)");
            assertThat(looking.complaints()).isEmpty();
        }
    }

    private Map<String, String> pages() throws IOException {
        Map<?, ?> run = (Map<?, ?>) ((List<?>) orchestrator
                        .get("/etl/runs?state=succeeded&limit=1")
                        .body()
                        .get("runs"))
                .get(0);
        return new TreeMap<>(Map.of(
                "champions", "/",
                "champion",
                        "/champions/"
                                + RestClient.pathSegment(
                                        championsOf("/stats/champions?limit=1").get(0)),
                "positions", "/positions",
                "position", "/positions/JUNGLE",
                "runs", "/runs",
                "run", "/runs/" + run.get("run_id"),
                "dates", "/dates",
                "day", "/dates?date=" + FIRST,
                "health", "/health",
                "unknown", "/champions/Kaiser"));
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

    private List<String> championsOf(String path) throws IOException {
        List<String> names = new ArrayList<>();
        for (Object champion : (List<?>) orchestrator.get(path).body().get("champions")) {
            names.add((String) ((Map<?, ?>) champion).get("champion_name"));
        }
        return names;
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
