package dev.lolbatch.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged service with little memory, a day that has no room in it, and clients that are many, slow or gone. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers(Server.CASSANDRA)
@Timeout(120)
class LoadIT {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 25);
    private static final int MATCHES = 3_600;
    private static final int ROWS = MATCHES * LargeDay.PLAYERS;
    private static final int MIB = 1 << 20;
    private static final int HEAP_MIB = 64;
    private static final int CONNECTIONS = 2_000;
    private static final int CHAMPIONS = 170;

    @TempDir
    private static Path folder;

    private static LocalCluster cluster;
    private static ControlPlane plane;
    private static OrchestratorProcess orchestrator;

    @BeforeAll
    static void start(LocalCluster running) {
        cluster = running;
        plane = new ControlPlane(cluster, "lol_data", folder).withDates(DAY, 1);
        orchestrator = plane.start(
                Map.of("quarkus.http.idle-timeout", "6S", "quarkus.cassandra.request.timeout", "2S"),
                "-Xmx" + HEAP_MIB + "m",
                "-XX:+ExitOnOutOfMemoryError");
        LargeDay.publish(plane.session(), DAY, MATCHES);
        await().until(() -> orchestrator.http().head("/features?date=" + DAY).statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        orchestrator.close();
        new PublishedViews(plane.session()).unpublish();
        plane.close();
    }

    @ParameterizedTest
    @CsvSource({"text/csv, 1", "application/x-ndjson, 0"})
    void aDayThatMemoryHasNoRoomForIsStreamedWholeAsText(String type, int headers) throws Exception {
        // When
        long bytes = 0;
        long lines = 0;
        try (InputStream answer = send(type, BodyHandlers.ofInputStream()).body()) {
            byte[] piece = new byte[MIB];
            for (int length = answer.read(piece); length >= 0; length = answer.read(piece)) {
                bytes += length;
                for (int index = 0; index < length; index++) {
                    lines += piece[index] == '\n' ? 1 : 0;
                }
            }
        }

        // Then
        assertThat(lines).isEqualTo(headers + ROWS);
        assertThat(bytes).isGreaterThan((long) HEAP_MIB * MIB);
    }

    @Test
    void aDayThatMemoryHasNoRoomForIsStreamedWholeAsParquet() throws Exception {
        // When
        Path file = send("application/vnd.apache.parquet", BodyHandlers.ofFile(folder.resolve("day.parquet")))
                .body();

        // Then
        assertThat(Files.size(file)).isGreaterThan((long) HEAP_MIB * MIB);
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            assertThat(reader.getRecordCount()).isEqualTo(ROWS);
            assertThat(reader.getRowGroups())
                    .allSatisfy(group -> assertThat(group.getTotalByteSize()).isLessThan(8L * MIB));
        }
    }

    @Test
    void whoAsksForTheHeadersAloneHasNothingRead() {
        // Given
        long before = awaitNoMoreReads();

        // When
        orchestrator
                .http()
                .accept("application/vnd.apache.parquet")
                .head("/features?date=" + DAY)
                .then()
                .statusCode(200)
                .contentType("application/vnd.apache.parquet")
                .header("Content-Disposition", "attachment; filename=\"features-2026-01-25.parquet\"");

        // Then
        assertThat(awaitNoMoreReads()).isEqualTo(before);
    }

    @Test
    void aClientThatReadsNothingStopsTheReadingAndHoldsNobodyUp() throws IOException {
        // Given
        long before = matchesRead();
        try (Socket client = ask()) {
            // Then
            assertThat(awaitNoMoreReads() - before).isBetween(1L, MATCHES / 2L);
            orchestrator.http().get("/q/health/ready").then().statusCode(200);
            orchestrator
                    .http()
                    .get("/matches/" + DAY + "/" + LargeDay.id(7))
                    .then()
                    .statusCode(200);

            // And when it goes on
            Rest rest = readToTheEnd(client);

            // Then
            assertThat(rest.last()).endsWith("\r\n0\r\n\r\n");
            assertThat(rest.bytes()).isGreaterThan((long) ROWS * LargeDay.BYTES_OF_A_PLAYER);
        }
    }

    @Test
    void aClientThatHasGoneStopsTheReading() throws IOException {
        // Given
        long before = matchesRead();
        Socket client = ask();
        assertThat(client.getInputStream().readNBytes(MIB)).hasSize(MIB);

        // When
        client.close();

        // Then
        assertThat(awaitNoMoreReads() - before).isBetween(1L, MATCHES / 2L);
    }

    @Test
    void aClientThatReadsNothingForLongIsLetGo() throws IOException {
        // Given
        long before = requestsCutOff();
        try (Socket client = ask()) {
            // When
            await().atMost(Duration.ofMinutes(1)).until(() -> requestsCutOff() == before + 1);

            // Then
            Rest rest = readToTheEnd(client);
            assertThat(rest.last()).doesNotEndWith("\r\n0\r\n\r\n");
            assertThat(rest.bytes()).isBetween(1L, (long) ROWS * LargeDay.BYTES_OF_A_PLAYER / 2);
        }
    }

    @Test
    void whatCassandraCutsShortIsAnErrorToTheClient() throws Exception {
        try (InputStream answer =
                send("application/x-ndjson", BodyHandlers.ofInputStream()).body()) {
            // Given
            assertThat(answer.readNBytes(MIB)).hasSize(MIB);

            // When
            OrchestratorProcess.signal(cluster.process(Server.CASSANDRA), "STOP");
            try {
                // Then
                assertThatThrownBy(() -> answer.transferTo(OutputStream.nullOutputStream()))
                        .isInstanceOf(IOException.class);
                orchestrator
                        .http()
                        .get("/features?date=" + DAY)
                        .then()
                        .statusCode(503)
                        .contentType("application/problem+json")
                        .header("Retry-After", "5");
            } finally {
                OrchestratorProcess.signal(cluster.process(Server.CASSANDRA), "CONT");
            }
        }
        await().until(() -> orchestrator.http().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void aBurstOfConnectionsIsAnsweredAndHoldsUpNeitherProbesNorRuns() throws IOException {
        // Given
        PublishedViews views = new PublishedViews(plane.session());
        for (int champion = 0; champion < CHAMPIONS; champion++) {
            views.cell("burst-1", 420, "TOP", "Champion " + champion, "4, 1, 8, 8, 4, 6.00, 1520.00, 2000.00");
        }
        views.matches("all", "burst-1", "*", 420, 1_000).publish("burst-1", 7, Instant.EPOCH);
        await().until(() -> orchestrator.http().get("/stats/champions").<Integer>path("count") == CHAMPIONS);
        List<Socket> clients = new ArrayList<>();
        try {
            // When
            for (int client = 0; client < CONNECTIONS; client++) {
                clients.add(connect());
            }
            for (Socket client : clients) {
                send(client, "/stats/champions", "application/json");
            }
            orchestrator.http().get("/q/health/ready").then().statusCode(200);
            String run = orchestrator.request(DAY.toString());

            // Then
            String expected = orchestrator.http().get("/stats/champions").asString();
            for (Socket client : clients) {
                assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 200 OK\r\n")
                        .endsWith("\r\n\r\n" + expected);
            }
            orchestrator.http().delete("/etl/runs/" + run).then().statusCode(202);
            plane.awaitNoClaims();
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    private static <T> HttpResponse<T> send(String type, HttpResponse.BodyHandler<T> body) throws Exception {
        HttpResponse<T> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(orchestrator.uri("/features?date=" + DAY))
                                .header("Accept", type)
                                .build(),
                        body);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    /** A client of the day that has not read anything yet. */
    private static Socket ask() throws IOException {
        Socket client = connect();
        send(client, "/features?date=" + DAY, "text/csv");
        return client;
    }

    private static Socket connect() throws IOException {
        Socket client = new Socket();
        client.setReceiveBufferSize(MIB / 16);
        client.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), orchestrator.uri("/").getPort()));
        return client;
    }

    private static void send(Socket client, String path, String type) throws IOException {
        String request =
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + type + "\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * What came of an answer.
     *
     * @param last of it, some characters
     */
    private record Rest(long bytes, String last) {}

    private static Rest readToTheEnd(Socket client) throws IOException {
        long bytes = 0;
        String last = "";
        byte[] piece = new byte[MIB];
        for (int length = client.getInputStream().read(piece);
                length >= 0;
                length = client.getInputStream().read(piece)) {
            bytes += length;
            String read = last + new String(piece, 0, length, StandardCharsets.ISO_8859_1);
            last = read.substring(Math.max(0, read.length() - 20));
        }
        return new Rest(bytes, last);
    }

    /** How many answers with a day have lost their connection, by the service's own count. */
    private static long requestsCutOff() {
        return orchestrator
                .http()
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count{")
                        && line.contains("status=\"RESET\"")
                        && line.contains("uri=\"/features\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** How often Cassandra has read a match, by its own count, once that does not grow any more. */
    private static long awaitNoMoreReads() {
        AtomicLong last = new AtomicLong(-1);
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    long now = matchesRead();
                    return last.getAndSet(now) == now;
                });
        return last.get();
    }

    private static long matchesRead() {
        return plane.session()
                .execute("SELECT \"count\" FROM system_views.local_read_latency WHERE keyspace_name = 'lol_data'"
                        + " AND table_name = 'match_participants'")
                .one()
                .getLong("count");
    }
}
