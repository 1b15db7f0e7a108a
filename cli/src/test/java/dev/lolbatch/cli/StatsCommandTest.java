package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StatsCommandTest extends ThinCommandTest {
    private static final String BASIS =
            """
            "basis": {"views": [], "published_at": "2026-01-14T10:00:00.7Z", "first_date": "2026-01-11",\
             "last_date": "2026-01-13", "dates": 3, "matches": 72, "participants": 720}""";

    private static String row(String key, String name) {
        return """
                "%s": "%s", "games_played": 9, "wins": 5, "win_rate": 55.56, "win_rate_low": 26.67,\
                 "win_rate_high": 81.10, "pick_rate": 12.50, "avg_kills": 7.00, "avg_deaths": 3.11, "avg_assists": 5.22,\
                 "avg_kda": 3.90, "avg_gpm": 412.30, "avg_dpm": 730.01, "avg_cspm": 7.10"""
                .formatted(key, name);
    }

    private static String champion(String more) {
        return "{" + row("champion_name", "Kaisa") + more + "}";
    }

    @Test
    void championsAreShownWithTheirIntervalAndWhatTheyStandOn() {
        // Given
        fake.on(
                "GET /stats/champions?from=2026-01-11&patch=16.1&queue=420&position=mid&champion=Kai%27Sa&min_games=5"
                        + "&sort=win_rate_low&order=asc&limit=1",
                200,
                "{\"count\": 1, " + BASIS + ", \"champions\": ["
                        + champion(
                                ", \"change\": {\"patch\": \"16.1\", \"previous_patch\": \"15.24\", \"win_rate\": 1.20,"
                                        + " \"pick_rate\": -0.35, \"previous_games_played\": 7}")
                        + "]}");

        // When
        int code = lolbatch(
                "stats",
                "champions",
                "--from",
                "2026-01-11",
                "--patch",
                "16.1",
                "--queue",
                "420",
                "--position",
                "mid",
                "--champion",
                "Kai'Sa",
                "--min-games",
                "5",
                "--sort",
                "win_rate_low",
                "--order",
                "asc",
                "--limit",
                "1");

        // Then
        assertThat(code).isZero();
        assertThat(out)
                .hasToString(
                        """
                        CHAMPION  GAMES  WIN %  95 %         PICK %   KDA  KILLS  DEATHS  ASSISTS  GOLD/MIN  DAMAGE/MIN  CS/MIN  PATCH ±
                        Kaisa         9  55.56  26.67-81.10   12.50  3.90   7.00    3.11     5.22    412.30      730.01    7.10    +1.20
                        Of 72 matches of 2026-01-11 to 2026-01-13, 3 dates; published 2026-01-14T10:00:00Z.
                        """);
    }

    @Test
    void tableFitsTheScreen() {
        // Given
        fake.on("GET /stats/champions", 200, "{\"count\": 1, " + BASIS + ", \"champions\": [" + champion("") + "]}");

        // When
        int code = lolbatch(new Terminal(Terminal.Kind.STREAM, OptionalInt.of(60)), "stats", "champions");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString())
                .startsWith(
                        """
                        CHAMPION  GAMES  WIN %  95 %         PICK %   KDA  KILLS
                        Kaisa         9  55.56  26.67-81.10   12.50  3.90   7.00
                        (too narrow for DEATHS, ASSISTS, GOLD/MIN, DAMAGE/MIN, CS/MIN, PATCH ±)
                        """);
    }

    @Test
    void championIsShownByPositionPatchAndDay() {
        // Given
        fake.on(
                "GET /stats/champions/Kai%27Sa",
                200,
                "{" + row("champion_name", "Kaisa") + ", " + BASIS + ", \"positions\": [{" + row("position", "BOTTOM")
                        + "}], \"patches\": [{" + row("patch", "16.1") + "}], \"days\": [{" + row("date", "2026-01-13")
                        + "}]}");

        // When
        int code = lolbatch("stats", "champions", "Kai'Sa");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString().lines().map(line -> line.split(" ", 2)[0]))
                .containsExactly(
                        "CHAMPION",
                        "Kaisa",
                        "",
                        "POSITION",
                        "BOTTOM",
                        "",
                        "PATCH",
                        "16.1",
                        "",
                        "DATE",
                        "2026-01-13",
                        "",
                        "Of");
    }

    @Test
    void nameThatNobodyKnowsIsToldWithTheNearest() {
        // Given
        fake.on(
                "GET /stats/champions/Kaysa",
                404,
                "{\"code\": \"unknown-champion\", \"detail\": \"Cannot find champion: the nearest names are Kaisa\"}");

        // When
        int code = lolbatch("stats", "champions", "Kaysa");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err).hasToString("Cannot find champion: the nearest names are Kaisa\n");
    }

    @Test
    void nothingPublishedIsSaid() {
        // Given
        fake.on(
                "GET /stats/positions",
                200,
                "{\"count\": 0, \"basis\": {\"views\": [], \"dates\": 0, \"matches\": 0, \"participants\": 0},"
                        + " \"positions\": []}");

        // When
        int code = lolbatch("stats", "positions");

        // Then
        assertThat(code).isZero();
        assertThat(out).hasToString("No game is counted in this selection.\nNothing is published yet.\n");
    }

    @Test
    void jsonIsWhatTheOrchestratorAnswers() {
        // Given
        fake.on("GET /stats/positions/jungle", 200, "{\"position\": \"JUNGLE\"}");

        // When
        int code = lolbatch("stats", "positions", "jungle", "--json");

        // Then
        assertThat(code).isZero();
        assertThat(out).hasToString("{\"position\": \"JUNGLE\"}\n");
    }
}
