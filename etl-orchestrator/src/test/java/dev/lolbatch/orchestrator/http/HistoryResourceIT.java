package dev.lolbatch.orchestrator.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lolbatch.orchestrator.Lifecycle;
import dev.lolbatch.orchestrator.PublishedViews;
import dev.lolbatch.orchestrator.ServersResource;
import dev.lolbatch.orchestrator.Started;
import dev.lolbatch.orchestrator.stats.Publication;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
@ExtendWith(AgreesWithOpenApi.class)
class HistoryResourceIT {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 25);
    private static final int MATCHES = 60;
    private static final List<String> CHAMPIONS = List.of("Ahri", "Kaisa");

    @Inject
    QuarkusCqlSession session;

    @Inject
    Lifecycle lifecycle;

    @Inject
    Publication publication;

    @Inject
    ObjectMapper json;

    private PublishedViews views;

    @BeforeEach
    void write() {
        Started.await(lifecycle);
        views = new PublishedViews(session);
        views.unpublish();
        for (String champion : CHAMPIONS) {
            views.cell("history-1.0001", 420, "TOP", champion, "4, 1, 8, 8, 4, 6.00, 1520.00, 2000.00");
        }
        views.matches("all", "history-1.0001", "*", 420, 10).publish("history-1.0001", 7, Instant.EPOCH);
        views.publish(DAY.toString(), "run-1", Map.of(), 7, Instant.EPOCH);
        publication.expire();
        for (int match = 0; match < MATCHES; match++) {
            session.execute(SimpleStatement.newInstance(
                    "INSERT INTO lol_data.matches_by_date (match_date, bucket, match_id) VALUES (?, ?, ?)",
                    DAY,
                    match % 16,
                    id(match)));
            for (int player = 0; player < 10; player++) {
                session.execute(SimpleStatement.newInstance(
                        "INSERT INTO lol_data.match_participants (match_date, match_id, participant_id, match_timestamp,"
                                + " match_duration, summoner_name, champion_name, position, team_id, win, kills, kda,"
                                + " is_weekend, ingestion_timestamp) VALUES (?, ?, ?, 1769299200000, 1800, ?, ?, 'TOP',"
                                + " 100, true, ?, 4.50, true, '2026-01-26T00:00:00Z')",
                        DAY,
                        id(match),
                        "player-" + player,
                        "=cmd, \"hostile\" <b>" + player,
                        CHAMPIONS.get(player % 2),
                        player));
            }
        }
    }

    @AfterEach
    void unpublish() {
        views.unpublish();
        publication.expire();
    }

    private static String id(int match) {
        return "EUW1_%04d".formatted(match);
    }

    @Test
    void aMatchHasAllItsPlayersWithTheirFeatures() {
        when().get("/matches/2026-01-25/EUW1_0007")
                .then()
                .statusCode(200)
                .body("match_id", equalTo("EUW1_0007"))
                .body("participants", hasSize(10))
                .body("participants[3].participant_id", equalTo("player-3"))
                .body("participants[3].summoner_name", equalTo("=cmd, \"hostile\" <b>3"))
                .body("participants[3].kda", equalTo(4.5f))
                .body("participants[3].ingestion_timestamp", equalTo("2026-01-26T00:00:00Z"))
                .body("participants[3]", not(hasItem("patch")));
    }

    @Test
    void aMatchThatNobodyHasWrittenIsNotFound() {
        when().get("/matches/2026-01-24/EUW1_0007")
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown-match"))
                .body("detail", containsString("Cannot find match EUW1_0007 of 2026-01-24: no run has written it;"));
        when().get("/matches/yesterday/EUW1_0007").then().statusCode(400).body("code", equalTo("invalid-parameter"));
    }

    @Test
    void participantsArePagedToTheLastEachOnce() {
        // When
        Set<String> seen = new HashSet<>();
        int pages = 0;
        String cursor = "";
        do {
            Response page = when().get("/participants?champion=kai'sa&date=2026-01-25&limit=70" + cursor);
            page.then().statusCode(200);
            List<Map<String, Object>> rows = page.path("participants");
            assertThat(rows).hasSizeLessThanOrEqualTo(70).allSatisfy(row -> assertThat(row)
                    .containsEntry("champion_name", "Kaisa"));
            rows.forEach(row -> assertThat(seen.add(row.get("match_id") + "/" + row.get("participant_id")))
                    .isTrue());
            String next = page.path("next_cursor");
            cursor = next == null ? null : "&cursor=" + next;
            pages++;
        } while (cursor != null);

        // Then
        assertThat(seen).hasSize(MATCHES * 5);
        assertThat(pages).isGreaterThan(3);
    }

    @Test
    void participantsAreFoundByPlayerPositionAndRange() {
        given().queryParam("summoner", "=cmd, \"hostile\" <b>3")
                .queryParam("position", "top")
                .queryParam("from", "2026-01-25")
                .queryParam("to", "2026-01-26")
                .queryParam("limit", 500)
                .get("/participants")
                .then()
                .body("participants", hasSize(MATCHES));
        given().queryParam("summoner", "nobody")
                .get("/participants")
                .then()
                .body("participants", hasSize(0))
                .body("$", not(hasItem("next_cursor")));
    }

    @Test
    void aQueryForEverybodyOrWithAnothersCursorIsRefused() {
        when().get("/participants?date=2026-01-25")
                .then()
                .statusCode(400)
                .body(
                        "detail",
                        equalTo(
                                "Cannot list participants: neither summoner nor champion nor position is given; give one"
                                        + " of them"));
        String cursor = when().get("/participants?champion=Ahri&limit=10").path("next_cursor");
        for (String foreign : List.of(cursor, "nonsense")) {
            when().get("/participants?champion=Kaisa&limit=10&cursor=" + foreign)
                    .then()
                    .statusCode(400)
                    .body(
                            "detail",
                            startsWith("Cannot read parameter cursor=" + foreign + ": it is none of this query;"));
        }
        when().get("/participants?champion=Kaiser").then().statusCode(404).body("code", equalTo("unknown-champion"));
    }

    @Test
    void aDaysFeaturesComeAsCsv() {
        // When
        Response answer = given().accept("text/csv").get("/features?date=2026-01-25");

        // Then
        answer.then()
                .statusCode(200)
                .contentType("text/csv;charset=UTF-8")
                .header("Content-Disposition", equalTo("attachment; filename=\"features-2026-01-25.csv\""));
        List<String> lines = List.of(answer.asString().split("\r\n"));
        assertThat(lines).hasSize(1 + MATCHES * 10).doesNotHaveDuplicates();
        assertThat(lines.get(0)).startsWith("match_date,match_id,participant_id,match_timestamp,match_duration,");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("2026-01-25,EUW1_0007,player-3,"))
                .singleElement()
                .asString()
                .contains(",\"=cmd, \"\"hostile\"\" <b>3\",Kaisa,TOP,100,true,3,");
    }

    @Test
    void aDaysFeaturesComeAsJsonLines() throws IOException {
        // When
        String answer = given().accept("application/x-ndjson")
                .get("/features?date=2026/01/25")
                .asString();

        // Then
        Set<String> seen = new HashSet<>();
        for (String line : answer.lines().toList()) {
            JsonNode row = json.readTree(line);
            assertThat(row.path("match_date").asText()).isEqualTo("2026-01-25");
            seen.add(row.path("match_id").asText() + row.path("participant_id").asText());
        }
        assertThat(seen).hasSize(MATCHES * 10);
    }

    @Test
    void aDaysFeaturesComeAsParquet(@TempDir Path folder) throws IOException {
        // When
        byte[] answer = given().accept("application/vnd.apache.parquet")
                .get("/features?date=2026-01-25")
                .asByteArray();

        // Then
        Path file = Files.write(folder.resolve("features.parquet"), answer);
        Schema some = new Schema(
                Types.NestedField.required(2, "match_id", Types.StringType.get()),
                Types.NestedField.required(3, "participant_id", Types.StringType.get()),
                Types.NestedField.optional(14, "kda", Types.DecimalType.of(38, 2)));
        List<Record> rows = new ArrayList<>();
        try (CloseableIterable<Record> read = Parquet.read(org.apache.iceberg.Files.localInput(file.toFile()))
                .project(some)
                .createReaderFunc(schema -> GenericParquetReaders.buildReader(some, schema))
                .build()) {
            read.forEach(row -> rows.add(row.copy()));
        }
        assertThat(rows).hasSize(MATCHES * 10).allSatisfy(row -> assertThat(row.getField("kda"))
                .hasToString("4.50"));
    }

    @Test
    void featuresOfADateThatIsNotPublishedAreNotFound() {
        when().get("/features?date=2026-01-24")
                .then()
                .statusCode(404)
                .body("code", equalTo("not-published"))
                .body("detail", startsWith("Cannot stream features of 2026-01-24: no run has published it; POST"));
        when().get("/features").then().statusCode(400).body("detail", containsString("parameter date is missing"));
        given().accept("image/png").get("/features?date=2026-01-25").then().statusCode(406);
    }
}
