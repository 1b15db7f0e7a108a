package dev.lolbatch.systemtests;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.generator.GeneratedMessage;
import dev.lolbatch.generator.GeneratedMessage.MatchMessage;
import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.generator.MatchGenerator;
import dev.lolbatch.systemtests.StatsPoller.Answer;
import dev.lolbatch.systemtests.oracle.ExpectedTables;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One date is run again and again, {@code -Dlolbatch.stats.reruns} times, while somebody polls its statistics. Before each
 * rerun late matches arrive, and a newer record of a match that was counted before: games are added, changed and taken away,
 * so that figures of two versions together are those of no version.
 *
 * <p>The job keeps the newest version only. So what the reader may still be reading is deleted right after the next one is
 * published.
 */
@ExtendWith(LocalClusterExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class WholeVersionsST {
    private static final int RERUNS = Integer.getInteger("lolbatch.stats.reruns", 3);
    private static final long SEED = 20260114;
    private static final LocalDate DATE = LocalDate.parse("2026-01-14");
    private static final int FIRST_MATCHES = 60;
    private static final int LATE_MATCHES = 5;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String CHAMPIONS = "/stats/champions";
    private static final String POSITIONS = "/stats/positions";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Pipeline pipeline;
    private RestClient orchestrator;
    private SentRecords sent;
    private LakeReader lake;

    /** What a run has published, as it was answered when nothing else went on, and as it must be. */
    private record PublishedVersion(Answer champions, Answer positions, ExpectedTables expected) {
        List<Answer> answers() {
            return List.of(champions, positions);
        }
    }

    @BeforeAll
    void startThePipeline(LocalCluster cluster) throws Exception {
        PipelineNames names = PipelineNames.of("versions");
        names.createTopics(cluster);
        pipeline = Pipeline.start(cluster, names, Map.of("spark.lolbatch.views.keep", "1"));
        orchestrator = new RestClient(pipeline.orchestratorUri());
        sent = new SentRecords(cluster.kafkaBootstrap(), names.topic());
        lake = new LakeReader(pipeline.catalogUri(), pipeline.lakeLocation(), names.topic());
    }

    @AfterAll
    void stop() {
        lake.close();
        pipeline.close();
    }

    @Test
    void aReaderSeesWholeVersionsOnlyWhileADateIsRunAgain() throws Exception {
        // Given
        List<GeneratedMessage> messages = new MatchGenerator(
                        GeneratorSettings.onDates(SEED, FIRST_MATCHES + RERUNS * LATE_MATCHES, DATE, DATE)
                                .withFlatShare(0.3))
                .messages()
                .toList();
        List<GeneratedMessage> first = messages.subList(0, FIRST_MATCHES);
        List<byte[]> counted = counted(first);
        List<PublishedVersion> published = new ArrayList<>();
        sent.send(first);
        published.add(publish());

        // When
        List<Answer> answers;
        try (StatsPoller reader = StatsPoller.start(orchestrator, List.of(CHAMPIONS, POSITIONS))) {
            awaitSeen(reader, published.get(0));
            for (int rerun = 0; rerun < RERUNS; rerun++) {
                int late = FIRST_MATCHES + rerun * LATE_MATCHES;
                sent.send(messages.subList(late, late + LATE_MATCHES));
                sent.sendMatches(List.of(corrected(counted.get(rerun % counted.size()))));
                PublishedVersion version = publish();
                published.add(version);
                awaitSeen(reader, version);
            }
            answers = reader.answers();
        }
        Set<Answer> distinct = Set.copyOf(answers);
        System.out.printf("reruns=%d answers=%d distinct=%d%n", RERUNS, answers.size(), distinct.size());

        // Then
        assertThat(published)
                .extracting(version -> version.expected().champions())
                .doesNotHaveDuplicates();
        assertThat(published)
                .extracting(version -> version.expected().positions())
                .doesNotHaveDuplicates();
        assertThat(distinct).allMatch(answer -> answer.status() == 200);
        assertThat(versionsInTheOrderSeen(answers, published))
                .hasSizeGreaterThan(1)
                .isEqualTo(IntStream.range(0, published.size()).boxed().toList());
    }

    /** Brings what was sent to the lake, runs the date, and checks what the run has published, figure by figure. */
    private PublishedVersion publish() throws IOException {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(lake.offsets()).isEqualTo(sent.endOffsets()));
        String runId = new Runs(orchestrator).run(DATE);
        ExpectedTables expected = ExpectedTables.of(sent.wellFormed());
        Answer champions = Answer.of(orchestrator, CHAMPIONS);
        Answer positions = Answer.of(orchestrator, POSITIONS);
        assertThat(differences(champions, runId, "champions", "champion_name", expected.champions()))
                .isEmpty();
        assertThat(differences(positions, runId, "positions", "position", expected.positions()))
                .isEmpty();
        return new PublishedVersion(champions, positions, expected);
    }

    private static List<String> differences(
            Answer answer, String runId, String name, String key, Map<String, Map<String, Object>> expected)
            throws IOException {
        Map<String, Object> body = RestClient.object(answer.body());
        assertThat(body).containsEntry("count", (long) expected.size());
        assertThat(answer.body()).contains("\"run_id\":\"" + runId + "\"");
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> rows = (List<Map<String, Object>>) body.get(name);
        assertThat(rows).hasSameSizeAs(expected.keySet());
        // The answer says more than the tables do.
        rows.forEach(row -> row.keySet().retainAll(expected.get(row.get(key)).keySet()));
        return Differences.between(expected, rows.stream().collect(toMap(row -> (String) row.get(key), row -> row)));
    }

    private static void awaitSeen(StatsPoller reader, PublishedVersion version) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(version.answers()).allMatch(reader::hasSeen));
    }

    /** By their index among those published, with one entry for as long as it stayed the same. */
    private static List<Integer> versionsInTheOrderSeen(List<Answer> answers, List<PublishedVersion> published) {
        Map<Answer, Integer> versions = new HashMap<>();
        for (int version = 0; version < published.size(); version++) {
            for (Answer whole : published.get(version).answers()) {
                versions.put(whole, version);
            }
        }
        Set<Answer> notWhole = new HashSet<>(answers);
        notWhole.removeAll(versions.keySet());
        assertThat(notWhole).isEmpty();
        List<Integer> seen = new ArrayList<>();
        for (Answer answer : answers) {
            int version = versions.get(answer);
            if (seen.isEmpty() || seen.get(seen.size() - 1) != version) {
                seen.add(version);
            }
        }
        return seen;
    }

    /** The matches that are in the views. */
    private static List<byte[]> counted(List<GeneratedMessage> messages) {
        return messages.stream()
                .map(MatchMessage.class::cast)
                .filter(message -> !message.match().remake())
                .map(message -> message.value().bytes())
                .toList();
    }

    /** Everybody has one kill more, and one champion's game is another's. */
    private static byte[] corrected(byte[] match) throws IOException {
        JsonNode document = JSON.readTree(match);
        boolean matchV5 = document.has("info");
        JsonNode participants = (matchV5 ? document.get("info") : document).get("participants");
        String champion = matchV5 ? "championName" : "champion_name";
        for (JsonNode participant : participants) {
            ((ObjectNode) participant).put("kills", participant.get("kills").asInt() + 1);
        }
        ((ObjectNode) participants.get(0)).set(champion, participants.get(1).get(champion));
        return JSON.writeValueAsBytes(document);
    }
}
