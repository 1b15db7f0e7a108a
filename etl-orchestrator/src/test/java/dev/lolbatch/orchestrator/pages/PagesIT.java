package dev.lolbatch.orchestrator.pages;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import dev.lolbatch.orchestrator.FakeSparkHome;
import dev.lolbatch.orchestrator.Lifecycle;
import dev.lolbatch.orchestrator.PublishedViews;
import dev.lolbatch.orchestrator.ServersResource;
import dev.lolbatch.orchestrator.run.Origin;
import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.run.RunId;
import dev.lolbatch.orchestrator.run.RunState;
import dev.lolbatch.orchestrator.run.RunStore;
import dev.lolbatch.orchestrator.run.StateChange;
import dev.lolbatch.orchestrator.stats.Publication;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser is sent. What it makes of it is for {@code DashboardST} in system-tests. */
@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class PagesIT {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final String HTML = "text/html;charset=UTF-8";
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'&/é";
    private static final String ESCAPED = "&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;/é";
    private static final String ENCODED = "%3Cimg%20src%3Dx%20onerror%3Dalert%281%29%3E%22%27%26%2F%C3%A9";
    private static final Instant AT = Instant.parse("2026-01-13T10:15:00Z");

    @Inject
    QuarkusCqlSession session;

    @Inject
    Lifecycle lifecycle;

    @Inject
    Publication publication;

    @Inject
    RunStore runs;

    @ConfigProperty(name = "etl.spark.home")
    Path sparkHome;

    private PublishedViews views;

    @BeforeEach
    void publish() {
        await().until(() -> lifecycle.waitsFor().isEmpty());
        views = new PublishedViews(session);
        views.unpublish();
        for (String part : List.of("*", "16.1", "15.24")) {
            int games = part.equals("*") ? 12 : 6;
            views.cell("all", "pages-1", part, 420, "TOP", "Ahri", games + ", 6, 8, 8, 4, 6.00, 1520.00, 2000.00")
                    .cell("all", "pages-1", part, 420, "TOP", HOSTILE, "3, 1, 1, 1, 1, 1.00, 1.00, 1.00")
                    .matches("all", "pages-1", part, 420, games);
        }
        views.publish("all", "pages-1", Map.of("*", "pages-1", "16.1", "pages-1", "15.24", "pages-1"), 7, AT);
        views.cell("2026-01-12", "pages-1", "16.1", 420, "TOP", "Ahri", "2, 1, 8, 8, 4, 6.00, 1520.00, 2000.00")
                .matches("2026-01-12", "pages-1", "16.1", 420, 12)
                .publish("2026-01-12", "pages-1", Map.of("16.1", "pages-1"), 7, AT);
        publication.expire();
    }

    @AfterEach
    void unpublish() {
        views.unpublish();
        publication.expire();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/champions/ahri",
                "/positions",
                "/positions/top",
                "/runs",
                "/dates",
                "/dates?date=2026-01-20",
                "/health"
            })
    void everyPageComesInTheFrameAndRunsNothingButItsOwnScripts(String url) {
        String page = browse(url)
                .statusCode(200)
                .contentType(HTML)
                .header("Cache-Control", "no-cache")
                .header("Vary", "Accept, Accept-Encoding")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
                                + " 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .extract()
                .asString();
        assertThat(page)
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .contains("<a class=\"skip\" href=\"#main\">", "<main id=\"main\" tabindex=\"-1\">", "<h1>")
                .doesNotContain("<style", " style=", " onclick=", "javascript:", "http://", "https://")
                .doesNotContainPattern("<script(?! [^>]*src=)");
    }

    @Test
    void aPickRateIsOfChampionsOnly() {
        String ofChampions = "<th scope=\"col\" data-figure=\"pick_rate\"";
        String atTheHead = "<dt title=\"Games in a hundred matches\">Pick rate</dt>";
        browse("/").body(containsString(ofChampions));
        browse("/champions/ahri").body(containsString(ofChampions), containsString(atTheHead));
        browse("/positions").body(not(containsString(">Pick rate<")));
        browse("/positions/top").body(containsString(ofChampions), not(containsString(atTheHead)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/lolbatch.css",
                "/assets/theme.js",
                "/assets/charts.js",
                "/assets/filters.js",
                "/assets/search.js",
                "/assets/refresh.js",
                "/assets/runs.js",
                "/assets/actions.js",
                "/assets/log.js",
                "/assets/calendar.js",
                "/assets/health.js",
                "/assets/retry.js",
                "/assets/icon.svg",
                "/assets/shapes.svg",
                "/webjars/chart.js/dist/chart.umd.min.js"
            })
    void whatPagesLoadComesFromHereAndIsAskedForAgain(String path) {
        String changed = when().get(path)
                .then()
                .statusCode(200)
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", containsString("max-age=0"))
                .extract()
                .header("Last-Modified");
        given().header("If-Modified-Since", changed).get(path).then().statusCode(304);
    }

    @Test
    void theDashboardIsForBrowsersAndTheIndexForAllOthers() {
        browse("/").contentType(HTML).body(containsString("<title>Champions · lolbatch</title>"));
        for (String accept : List.of("*/*", "application/json")) {
            given().accept(accept)
                    .get("/")
                    .then()
                    .contentType("application/json")
                    .header("Vary", "Accept, Accept-Encoding")
                    .body("service", equalTo("lolbatch etl-orchestrator"));
        }
    }

    @Test
    void aNameThatIsAnAttackIsText() {
        String champions = browse("/").extract().asString();
        assertThat(champions)
                .contains("<tr data-name=\"" + ESCAPED + "\">")
                .contains("<a href=\"/champions/" + ENCODED + "\">" + ESCAPED + "</a>")
                .doesNotContain("<img src=x");
        browse("/champions/" + ENCODED)
                .statusCode(200)
                .body(allOf(containsString("<h1>" + ESCAPED + "</h1>"), not(containsString("<img src=x"))));
        browse("/champions/%3Cb%3Enobody")
                .statusCode(404)
                .body(allOf(
                        containsString("Cannot find champion &quot;&lt;b&gt;nobody&quot;"),
                        not(containsString("<b>n"))));
        browse("/?champion=%3Cb%3Enobody").statusCode(404).body(not(containsString("<b>n")));
        browse("/runs/%3Cscript%3E").statusCode(404).body(not(containsString("<script>")));
    }

    @Test
    void aTableSaysItsFiguresWithTheirUncertaintyAndTheirChange() {
        browse("/?patch=16.1")
                .body(allOf(
                        containsString("<td data-value=\"100.00\" class=\"rate\">100.0%"),
                        containsString("M60.97 3V9M60.97 6H100.00M100.00 3V9"),
                        containsString("title=\"from patch 15.24 to 16.1, 6 games before; pick rate 0.0\"")));
    }

    @Test
    void everyFilterAndOrderIsAUrlThatShowsItself() {
        String page = browse("/?patch=16.1&queue=420&position=TOP&min_games=4&sort=win_rate&order=asc&limit=20")
                .statusCode(200)
                .extract()
                .asString();
        assertThat(page)
                .contains(
                        "<option value=\"16.1\" selected>",
                        "<option value=\"420\" selected>Ranked solo/duo",
                        "<option value=\"TOP\" selected>Top",
                        "<option value=\"win_rate\" selected>",
                        "<option value=\"asc\" selected>",
                        "<option value=\"20\" selected>",
                        "type=\"number\" value=\"4\"")
                .contains("data-figure=\"win_rate\" title=\"Share of the games that were won\" aria-sort=\"ascending\"")
                .contains(
                        "href=\"/?limit=20&amp;min_games=4&amp;order=desc&amp;patch=16.1&amp;position=TOP&amp;queue=420"
                                + "&amp;sort=win_rate\"")
                .contains("<a href=\"/champions/Ahri?patch=16.1&amp;position=TOP&amp;queue=420\">Ahri</a>")
                .contains("href=\"/stats/champions?limit=20&amp;")
                .doesNotContain("<tr data-name=\"" + ESCAPED);
        browse("/?from=2026-01-12&to=2026-01-12").body(containsString("<b>1</b> day, 2026-01-12 ·"));
    }

    @ParameterizedTest
    @CsvSource({
        "/?position=adc, <option value=\"BOTTOM\" selected>",
        "/champions/ahri?position=Mid, <option value=\"MIDDLE\" selected>",
        "/?champion=AHRI, type=\"text\" value=\"Ahri\"",
        "/?queue=0420, <option value=\"420\" selected>",
        "/?sort=wins, <option value=\"wins\" selected>",
        "/?min_games=007, type=\"number\" value=\"7\""
    })
    void theFormSaysWhatTheFiguresAreOfHoweverItWasWritten(String url, String field) {
        browse(url).statusCode(200).body(containsString(field));
    }

    @ParameterizedTest
    @CsvSource({
        "/champions/ahri?patch=1.1, Ahri, /champions/ahri",
        "/champions/ahri?position=jungle, Ahri, /champions/ahri",
        "/positions/top?queue=450, Top, /positions/top"
    })
    void whereTheFiltersLeaveNoGameTheyCanBeTakenBack(String url, String title, String all) {
        browse(url)
                .statusCode(200)
                .body(allOf(
                        containsString("<h1>" + title + "</h1>"),
                        containsString("<h2>No games match</h2>"),
                        containsString("<form method=\"get\" action=\"" + all + "\">"),
                        containsString("<a class=\"button\" href=\"" + all + "\">Clear</a>")));
    }

    @Test
    void fieldsThatWereLeftEmptyAskForNothing() {
        given().redirects()
                .follow(false)
                .accept(BROWSER)
                .get("/?champion=&patch=16.1&from=&to=&sort=name")
                .then()
                .statusCode(303)
                .header("Location", containsString("/?patch=16.1&sort=name"));
    }

    @Test
    void aChampionIsSplitByPositionPatchAndDay() {
        browse("/champions/AHRI")
                .statusCode(200)
                .body(allOf(
                        containsString("<h1>Ahri</h1>"),
                        containsString("<a href=\"/positions/TOP\">Top</a>"),
                        containsString("<tr data-name=\"16.1\">"),
                        containsString("<tr data-name=\"2026-01-12\">"),
                        containsString("95 % interval 25.4% to 74.6%; 6 of 12 games won")));
    }

    @Test
    void whoMistypesAChampionIsLedToTheNearest() {
        browse("/champions/Ahrie")
                .statusCode(404)
                .contentType(HTML)
                .body(containsString("<a class=\"button\" href=\"/champions/Ahri\">Ahri</a>"));
        when().get("/stats/champions/Ahrie").then().statusCode(404).body("nearest[0]", equalTo("Ahri"));
    }

    @Test
    void whatIsNotThereIsSaidInTheSameFrame() {
        browse("/nope").statusCode(404).contentType(HTML).body(containsString("<p class=\"status\">404</p>"));
        browse("/?sort=luck").statusCode(400).body(containsString("there is no such sort"));
        browse("/runs?colour=red").statusCode(400).body(containsString("Cannot read parameter colour"));
        browse("/dates?month=2026-13").statusCode(400).body(containsString("Cannot read parameter month=2026-13"));
        browse("/?patch=1.1").statusCode(200).body(containsString("No games match"));
        given().accept("application/json").get("/runs").then().statusCode(406);
    }

    @Test
    void beforeTheFirstRunAPageSaysHowToBegin() {
        // Given
        views.unpublish();
        publication.expire();

        // Then
        browse("/").statusCode(200).body(containsString("Nothing is published yet"));
        browse("/positions").statusCode(200).body(containsString("Nothing is published yet"));
        browse("/runs?date=1999-01-01").body(containsString("No such run"));
    }

    @Test
    void whatIsPublishedNextIsShownNext() {
        // Given
        browse("/").body(containsString("<b>12</b> matches"));

        // When
        views.matches("all", "pages-2", "*", 420, 99)
                .cell("all", "pages-2", "*", 420, "TOP", "Zed", "9, 4, 9, 9, 9, 18.00, 3510.00, 6300.00")
                .publish("all", "pages-2", Map.of("*", "pages-2"), 8, AT);
        publication.expire();

        // Then
        browse("/").body(allOf(containsString("<b>99</b> matches"), containsString(">Zed</a>")));
    }

    @Test
    void aRunShowsWhereItIsAndWhyItFailed() {
        // Given
        String id = when().post("/etl/runs?date=2026-01-05")
                .then()
                .statusCode(202)
                .extract()
                .path("run_id");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> when().get("/etl/runs/" + id).path("state"), "SUBMITTED"::equals);

        // Then
        browse("/runs?state=submitted")
                .body(allOf(
                        containsString("<tr data-run=\"" + id + "\">"),
                        containsString("data-cancel=\"/etl/runs/" + id + "\"")));
        browse("/dates?date=2026-01-05").body(containsString("<td class=\"day running\">"));

        // When
        FakeSparkHome.at(sparkHome).exit(id, 1);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> when().get("/etl/runs/" + id).path("state"), "FAILED"::equals);

        // Then
        browse("/runs/" + id)
                .statusCode(200)
                .body(allOf(
                        containsString("<h2>Why it failed</h2>"),
                        containsString("data-active=\"false\""),
                        containsString("data-run-again=\"/etl/runs?date=2026-01-05\"")));
        browse("/dates?date=2026-01-05")
                .body(allOf(
                        containsString("<td class=\"day failed\">"),
                        containsString("Monday, 5 January 2026"),
                        not(containsString("Champions of this day"))));
    }

    @Test
    void runsComePageByPage() {
        // Given
        LocalDate date = LocalDate.of(1998, 2, 2);
        List<String> ids = IntStream.range(0, 26)
                .mapToObj("19980301T0000000%02dZ-000000"::formatted)
                .toList();
        for (String id : ids) {
            runs.insert(new Run(
                    new RunId(id),
                    0,
                    List.of(date),
                    Origin.REQUEST,
                    new RunState.Cancelled(),
                    Optional.empty(),
                    List.of(new StateChange(RunState.Name.CANCELLED, AT)),
                    List.of()));
        }

        // When
        String older = "/runs?cursor=" + ids.get(1) + "&date=1998-02-02";

        // Then
        browse("/runs?date=1998-02-02")
                .body(allOf(
                        containsString("<tr data-run=\"" + ids.get(25) + "\">"),
                        containsString("<tr data-run=\"" + ids.get(1) + "\">"),
                        not(containsString("<tr data-run=\"" + ids.get(0) + "\">")),
                        containsString("href=\"" + older.replace("&", "&amp;") + "\">Older</a>")));
        browse(older)
                .body(allOf(
                        containsString("<tr data-run=\"" + ids.get(0) + "\">"),
                        not(containsString("<tr data-run=\"" + ids.get(1) + "\">")),
                        not(containsString(">Older</a>")),
                        containsString("href=\"/runs?date=1998-02-02\">Newest</a>")));
        browse("/runs?cursor=19900101T000000000Z-000000").body(containsString("No such run"));
        browse("/runs?cursor=1").statusCode(400);
    }

    @Test
    void theCalendarShowsTheMonthOfTheLakesNewestDate() {
        browse("/dates")
                .body(allOf(
                        containsString("January 2026"),
                        containsString("The lake has matches of 2026-01-01 to 2026-01-28."),
                        containsString("href=\"/dates?month=2026-01&amp;date=2026-01-28#day\""),
                        containsString(
                                "data-run-again=\"/etl/runs?from=2026-01-01&amp;to=2026-01-31&amp;select=stale\"")));
        browse("/dates?month=2025-02").body(allOf(containsString("February 2025"), not(containsString("data-date="))));
    }

    @Test
    void aRunThatIsNotStoredYetIsNoneOfTheCalendar() {
        // Given
        session.execute("INSERT INTO lol_data.etl_last_runs (scope, match_date, run_id) VALUES ('dates', '2026-01-20',"
                + " '20260113T101500123Z-7f3a9c')");

        // Then
        browse("/dates?date=2026-01-20").statusCode(200).body(containsString("<td class=\"day missing\">"));
        session.execute("DELETE FROM lol_data.etl_last_runs WHERE scope = 'dates' AND match_date = '2026-01-20'");
    }

    @Test
    void aDayIsLookedForInItsOwnMonth() {
        browse("/dates?month=2025-02&date=2026-01-20")
                .body(allOf(containsString("January 2026"), containsString("Tuesday, 20 January 2026")));
    }

    @Test
    void healthIsThatOfTheProbes() {
        String page = browse("/health").extract().asString();
        List<String> checks = when().get("/q/health").path("checks.name");
        assertThat(checks).isNotEmpty().allSatisfy(name -> assertThat(page).contains("<h2>" + name + " "));
    }

    @Test
    void aPageOfAnotherSiteStartsAndCancelsNothing() {
        List<Object> before = when().get("/etl/runs").path("runs");
        for (String site : List.of("cross-site", "same-site")) {
            given().header("Sec-Fetch-Site", site)
                    .post("/etl/runs?date=2026-01-06")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("cross-site"))
                    .body(
                            "detail",
                            equalTo("Cannot POST /etl/runs: a page of another site asks for it; use the dashboard, or a"
                                    + " client that is no browser"));
            given().header("Sec-Fetch-Site", site).delete("/etl/runs/x").then().statusCode(403);
        }
        given().header("Sec-Fetch-Site", "same-origin")
                .delete("/etl/runs/x")
                .then()
                .statusCode(404);
        assertThat(when().get("/etl/runs").<List<Object>>path("runs")).hasSameSizeAs(before);
    }

    @Test
    void whereABrowserDoesNotTellTheSiteItsPageDoes() {
        String here = RestAssured.baseURI + ":" + RestAssured.port;
        for (String origin : List.of("http://elsewhere.example", "http://localhost:1", "null")) {
            given().header("Origin", origin)
                    .delete("/etl/runs/x")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("cross-site"));
        }
        given().header("Origin", here).delete("/etl/runs/x").then().statusCode(404);
        given().delete("/etl/runs/x").then().statusCode(404);
    }

    @Test
    void pagesTakeNothingButReading() {
        for (String path : List.of("/positions", "/runs", "/runs/x", "/dates", "/health", "/champions/x")) {
            Response answer = given().put(path);
            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
            given().options(path).then().statusCode(204).header("Allow", "GET, HEAD, OPTIONS");
        }
    }

    private static ValidatableResponse browse(String url) {
        return given().urlEncodingEnabled(false).accept(BROWSER).get(url).then();
    }
}
