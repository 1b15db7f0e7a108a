package dev.lolbatch.systemtests;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.generator.Defect;
import dev.lolbatch.generator.Delivery;
import dev.lolbatch.generator.Form;
import dev.lolbatch.generator.GeneratedMatch;
import dev.lolbatch.generator.GeneratedMessage;
import dev.lolbatch.generator.GeneratedMessage.MalformedMessage;
import dev.lolbatch.generator.GeneratedMessage.MatchMessage;
import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.generator.MatchGenerator;
import dev.lolbatch.generator.Payload;
import dev.lolbatch.generator.Queue;
import dev.lolbatch.systemtests.DeadLetterTopic.DeadLetter;
import dev.lolbatch.systemtests.oracle.ExpectedLake;
import dev.lolbatch.systemtests.oracle.ExpectedStatistics;
import dev.lolbatch.systemtests.oracle.ExpectedStatistics.Subject;
import dev.lolbatch.systemtests.oracle.ExpectedTables;
import dev.lolbatch.systemtests.oracle.Question;
import dev.lolbatch.systemtests.oracle.TopicRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Kafka to REST with everything real: messages of both forms, with duplicates, late and malformed ones, go in, and every row
 * that comes out is compared with what {@link dev.lolbatch.systemtests.oracle} makes of the same bytes.
 *
 * <p>The messages come in two waves. After the first each date has a run; the run after the second, of the dates that are
 * stale then, replaces and removes what those wrote. The first date is from before patch 11.20, when durations were in
 * milliseconds; the others are of the last patch of a season and the first one of the next.
 */
@ExtendWith(LocalClusterExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class EndToEndST {
    private static final long SEED = 20260113;
    private static final LocalDate FIRST_DATE = LocalDate.parse("2021-05-01");
    private static final LocalDate LAST_DATE = LocalDate.parse("2026-01-09");
    private static final Duration INGEST_LIMIT = Duration.ofSeconds(60);
    private static final List<GeneratedMessage> MESSAGES = messages();

    private LocalCluster cluster;
    private Pipeline pipeline;
    private RestClient orchestrator;
    private SentRecords sent;
    private LakeReader lake;
    private CassandraTables cassandra;
    private Instant began;
    private List<String> differencesAfterTheFirstWave;
    private List<LocalDate> datesOfTheSecondRun;
    private Set<LocalDate> datesThatHaveChanged;
    private ExpectedTables expected;
    private Questions questions;
    private StatisticsCheck statistics;
    private HistoryCheck history;

    private static List<GeneratedMessage> messages() {
        GeneratorSettings recent = GeneratorSettings.onDates(SEED, 220, LocalDate.parse("2026-01-07"), LAST_DATE)
                .withFlatShare(0.35)
                .withDuplicateShare(0.2)
                .withLateShare(0.15)
                .withMalformedShare(0.12);
        GeneratorSettings earlier =
                GeneratorSettings.onDates(SEED + 1, 20, FIRST_DATE, FIRST_DATE).withFlatShare(0.2);
        return Stream.of(earlier, recent)
                .flatMap(settings -> new MatchGenerator(settings).messages())
                .toList();
    }

    @BeforeAll
    void sendInTwoWavesAndRunAfterEach(LocalCluster started) throws Exception {
        began = Instant.now();
        cluster = started;
        pipeline = Pipeline.start(cluster);
        orchestrator = new RestClient(pipeline.orchestratorUri());
        sent = new SentRecords(cluster.kafkaBootstrap(), LocalCluster.TOPIC);
        lake = new LakeReader(pipeline.catalogUri(), pipeline.lakeLocation(), LocalCluster.TOPIC);
        cassandra = new CassandraTables(cluster);

        int firstWave = MESSAGES.size() * 3 / 4;
        sent.send(MESSAGES.subList(0, firstWave));
        sent.sendMatches(FurtherMatches.read());
        awaitLake();
        List<TopicRecord> before = List.copyOf(sent.wellFormed());
        new Runs(orchestrator).runAll(dates(before));
        differencesAfterTheFirstWave = differences(ExpectedTables.of(before));

        sent.send(MESSAGES.subList(firstWave, MESSAGES.size()));
        awaitLake();
        List<TopicRecord> added = new ArrayList<>(sent.wellFormed());
        added.removeAll(before);
        datesOfTheSecondRun = new Runs(orchestrator).runStale(FIRST_DATE, LAST_DATE);
        datesThatHaveChanged = dates(added);
        expected = ExpectedTables.of(sent.wellFormed());
        questions = new Questions(expected);
        statistics = new StatisticsCheck(orchestrator, ExpectedStatistics.of(expected), began);
        history = new HistoryCheck(orchestrator, expected);
    }

    @AfterAll
    void stop() {
        cassandra.close();
        lake.close();
        pipeline.close();
    }

    @Test
    void theMessagesAreOfEveryKind() {
        List<MatchMessage> matches = MESSAGES.stream()
                .filter(MatchMessage.class::isInstance)
                .map(MatchMessage.class::cast)
                .toList();
        assertThat(matches).extracting(MatchMessage::form).contains(Form.values());
        assertThat(matches).extracting(MatchMessage::delivery).contains(Delivery.values());
        assertThat(matches).extracting(message -> message.match().queue()).contains(Queue.values());
        assertThat(matches)
                .extracting(message -> message.match().patch().toString())
                .contains("11.9", "15.24", "16.1");
        assertThat(matches)
                .extracting(MatchMessage::match)
                .anyMatch(GeneratedMatch::remake)
                .anyMatch(match -> match.participants().size() == 16);
        assertThat(MESSAGES.stream()
                        .filter(MalformedMessage.class::isInstance)
                        .map(message -> ((MalformedMessage) message).defect())
                        .collect(toSet()))
                .containsExactlyInAnyOrder(Defect.values());
    }

    @Test
    void everyParticipantOfEveryRecordIsInTheLakeOnce() throws IOException {
        // When
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String file : lake.dataFiles().keySet()) {
            rows.addAll(lake.rows(file));
        }

        // Then
        Map<ExpectedLake.Key, List<Map<String, Object>>> expected = ExpectedLake.of(sent.wellFormed());
        Map<ExpectedLake.Key, List<Map<String, Object>>> actual = rows.stream().collect(groupingBy(EndToEndST::key));
        assertThat(actual.values()).allMatch(sameKey -> sameKey.size() == 1);
        assertThat(Differences.between(single(expected), single(actual))).isEmpty();
    }

    @Test
    void filesLieInTheFolderOfTheirMatchDateAndHoldNoOther() throws IOException {
        Map<String, LocalDate> files = lake.dataFiles();
        assertThat(lake.listing()).containsExactlyInAnyOrderElementsOf(files.keySet());
        for (Map.Entry<String, LocalDate> file : files.entrySet()) {
            LocalDate date = file.getValue();
            assertThat(file.getKey())
                    .matches("/data/lol_matches/" + date.format(DateTimeFormatter.ofPattern("uuuu/MM/dd"))
                            + "/matches_\\d{8}_\\d{6}_[^/]+\\.parquet");
            assertThat(lake.rows(file.getKey()))
                    .isNotEmpty()
                    .extracting(row -> row.get("match_date"))
                    .containsOnly(date);
        }
    }

    @Test
    void everyMalformedRecordIsInTheDeadLetterTopicWithItsBytesUnchanged() {
        // When
        List<DeadLetter> letters = DeadLetterTopic.read(cluster.kafkaBootstrap());

        // Then
        assertThat(letters.stream().map(DeadLetter::origin))
                .containsExactlyInAnyOrderElementsOf(sent.malformed().keySet());
        for (DeadLetter letter : letters) {
            Optional<byte[]> bytes = sent.malformed().get(letter.origin()).map(Payload::bytes);
            assertThat(letter.value().isPresent()).isEqualTo(bytes.isPresent());
            bytes.ifPresent(expected -> assertThat(letter.value().orElseThrow()).isEqualTo(expected));
            assertThat(letter.reason()).isNotEmpty();
        }
    }

    @Test
    void afterTheFirstRunsTheTablesHoldTheFirstWave() {
        assertThat(differencesAfterTheFirstWave).isEmpty();
    }

    @Test
    void theSecondRunIsOfTheDatesThatHaveChanged() {
        assertThat(datesOfTheSecondRun).containsExactlyInAnyOrderElementsOf(datesThatHaveChanged);
    }

    @Test
    void afterAllRunsTheTablesHoldEveryRowAndNoOther() {
        assertThat(differences(expected)).isEmpty();
    }

    @Test
    void theServicesServeTheProbesThatTheManifestsAskFor() throws IOException {
        Map<String, RestClient> services =
                Map.of("ingest-service", new RestClient(pipeline.ingestUri()), "etl-orchestrator", orchestrator);
        for (Manifests.Probe probe : Manifests.base().probes()) {
            assertThat(services.get(probe.service()).status(probe.path()))
                    .as(probe.toString())
                    .isEqualTo(200);
        }
    }

    @Test
    void statisticsAreThoseOfTheGamesInQuestionByEveryFilter() throws IOException {
        // Given: enough questions that have an answer
        assertThat(questions.ofFilters())
                .filteredOn(question -> !expected.participants(question).isEmpty())
                .hasSizeGreaterThan(100);

        // Then
        List<String> differences = new ArrayList<>();
        for (Question question : questions.ofFilters()) {
            for (Subject subject : Subject.values()) {
                differences.addAll(statistics.differencesOfRows(subject, question));
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void statisticsComeInTheOrderOfEveryFigure() throws IOException {
        List<String> differences = new ArrayList<>();
        for (Question question : questions.ofOrders()) {
            for (Subject subject : Subject.values()) {
                differences.addAll(statistics.differencesOfRows(subject, question));
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void everyPageIsSplitAsItsGamesAre() throws IOException {
        List<String> differences = new ArrayList<>();
        for (Subject subject : Subject.values()) {
            for (Question question : questions.ofPages(subject)) {
                differences.addAll(statistics.differencesOfPages(subject, question));
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void everyMatchIsServedWithAllItsPlayers() throws IOException {
        assertThat(history.differencesOfMatches()).isEmpty();
    }

    @Test
    void participantsAreFoundByPlayerChampionAndPosition() throws IOException {
        List<String> differences = new ArrayList<>();
        for (Question question : questions.ofParticipants()) {
            differences.addAll(history.differencesOfParticipants(question));
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void featuresOfEachDateAreThoseOfItsParticipants() throws IOException {
        List<String> differences = new ArrayList<>();
        for (LocalDate date : dates(sent.wellFormed())) {
            differences.addAll(history.differencesOfFeatures(date));
        }
        assertThat(differences).isEmpty();
    }

    private void awaitLake() {
        await().atMost(INGEST_LIMIT)
                .untilAsserted(() -> assertThat(lake.offsets()).isEqualTo(sent.endOffsets()));
    }

    private static Set<LocalDate> dates(Collection<TopicRecord> records) {
        return ExpectedLake.of(records).values().stream()
                .map(rows -> (LocalDate) rows.get(0).get("match_date"))
                .collect(toSet());
    }

    private List<String> differences(ExpectedTables expected) {
        List<String> differences = new ArrayList<>();
        differences.addAll(Differences.between(
                expected.participants(),
                cassandra.rows("match_participants").stream()
                        .collect(toMap(
                                row -> List.of(row.get("match_date"), row.get("match_id"), row.get("participant_id")),
                                row -> row))));
        differences.addAll(Differences.between(expected.champions(), view("champion_stats", "champion_name")));
        differences.addAll(Differences.between(expected.positions(), view("position_stats", "position")));
        return differences;
    }

    private Map<String, Map<String, Object>> view(String table, String key) {
        return byKey(cassandra.rows(table), key);
    }

    /** The rows without {@code last_updated}, which must be of this test's runs. */
    private Map<String, Map<String, Object>> byKey(List<Map<String, Object>> rows, String key) {
        rows.forEach(row ->
                assertThat(Instant.parse(row.remove("last_updated").toString())).isAfter(began));
        return rows.stream().collect(toMap(row -> (String) row.get(key), row -> row));
    }

    private static Map<ExpectedLake.Key, Map<String, Object>> single(
            Map<ExpectedLake.Key, List<Map<String, Object>>> rows) {
        return rows.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().get(0)));
    }

    private static ExpectedLake.Key key(Map<String, Object> row) {
        return new ExpectedLake.Key((Integer) row.get("kafka_partition"), (Long) row.get("kafka_offset"), (String)
                row.get("participant_id"));
    }
}
