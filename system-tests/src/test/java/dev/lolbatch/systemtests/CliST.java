package dev.lolbatch.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LoopbackPorts;
import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.generator.MatchGenerator;
import dev.lolbatch.systemtests.LolbatchCommand.Ended;
import dev.lolbatch.systemtests.LolbatchCommand.Started;
import dev.lolbatch.systemtests.Pipeline.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that ask the services, as people call them, before services elsewhere: there is no stack beside them. */
@ExtendWith(LocalClusterExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class CliST {
    private static final long SEED = 20260115;
    private static final LocalDate FIRST = LocalDate.parse("2026-01-12");
    private static final LocalDate LAST = LocalDate.parse("2026-01-13");
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String RUN_ID_OF_EXAMPLES = "20260113T101500123Z-7f3a9c";
    private static final String FOLDER_OF_EXAMPLES = ".lolbatch/backups/2026-01-13T100000Z";

    /** Those whose examples are run here, all with one stack; compaction comes before runs, which must not mind it. */
    private static final List<String> COMMANDS = List.of(
            "lake files",
            "lake compact",
            "lake expire",
            "lake dates",
            "etl list",
            "etl show",
            "etl log",
            "etl cancel",
            "etl run",
            "stats champions",
            "stats positions",
            "dlq list",
            "dlq replay",
            "verify",
            "backup",
            "restore-offsets");

    @TempDir
    static Path folder;

    private Pipeline pipeline;
    private RestClient orchestrator;
    private LolbatchCommand lolbatch;
    private Ended firstRun;

    @BeforeAll
    void sendMatchesAndRunTheirDatesByCommand(LocalCluster cluster) throws Exception {
        PipelineNames names = PipelineNames.of("cli");
        names.createTopics(cluster);
        pipeline = Pipeline.start(cluster, names, Map.of());
        orchestrator = new RestClient(pipeline.orchestratorUri());
        lolbatch = LolbatchCommand.in(
                folder,
                Map.of(
                        "LOLBATCH_CONFIG", pipeline.clientConfiguration().toString(),
                        "LOLBATCH_URL", pipeline.orchestratorUri().toString(),
                        "LOLBATCH_INGEST_URL", pipeline.ingestUri().toString()));
        SentRecords sent = new SentRecords(cluster.kafkaBootstrap(), names.topic());
        sent.send(new MatchGenerator(
                        GeneratorSettings.onDates(SEED, 150, FIRST, LAST).withMalformedShare(0.1))
                .messages()
                .toList());
        try (LakeReader lake = new LakeReader(pipeline.catalogUri(), pipeline.lakeLocation(), names.topic())) {
            await().atMost(LIMIT).untilAsserted(() -> assertThat(lake.offsets()).isEqualTo(sent.endOffsets()));
        }
        firstRun = lolbatch.run("etl", "run", "--from", FIRST.toString(), "--to", LAST.toString());
    }

    @AfterAll
    void stop() {
        pipeline.close();
    }

    @Test
    void runIsFollowedToItsEnd() {
        assertThat(firstRun.exitCode()).as(firstRun.output()).isZero();
        assertThat(firstRun.out())
                .contains("run for 2026-01-12 to 2026-01-13, 2 dates: QUEUED", "RUNNING, ", "SUCCEEDED")
                .containsPattern("Run \\S+ succeeded in \\d+ s\\.\n$");
    }

    static List<String> commands() {
        return COMMANDS;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void examplesOfTheHelpDoWhatTheySay(String command) throws Exception {
        // Given
        List<String> examples = new Help(lolbatch).examples(command);
        assertThat(examples).isNotEmpty();
        if (command.equals("restore-offsets")) {
            // It refuses a group that has members.
            pipeline.process(Service.INGEST).close();
        }
        try {
            for (String example : examples) {
                // When
                Ended ended = lolbatch.paste(here(example));

                // Then
                requireDone(example, ended);
            }
        } finally {
            if (command.equals("restore-offsets")) {
                pipeline.restart(Service.INGEST);
            }
        }
    }

    private static void requireDone(String example, Ended ended) throws IOException {
        if (example.contains("etl run") && example.contains("--select stale")) {
            assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
            assertThat(ended.err()).contains("none of the lake's dates is stale; there is nothing to do");
            return;
        }
        assertThat(ended.exitCode()).as("%s: %s", example, ended.output()).isZero();
        if (example.contains("--json")) {
            assertThat(ended.out().lines()).isNotEmpty();
            for (String document : ended.out().lines().toList()) {
                assertThat(RestClient.object(document)).isNotEmpty();
            }
        }
    }

    /** The example with the names, folders and addresses that there are. */
    private String here(String example) throws IOException {
        return example.replace(RUN_ID_OF_EXAMPLES, newestRun())
                .replace("http://etl:8080", pipeline.orchestratorUri().toString())
                .replace("cluster.properties", pipeline.clientConfiguration().toString())
                .replace("/backups/lolbatch", folder.resolve("backups").toString())
                .replace(FOLDER_OF_EXAMPLES, newestBackup());
    }

    private static String newestBackup() throws IOException {
        Path backups = folder.resolve(FOLDER_OF_EXAMPLES).getParent();
        if (Files.notExists(backups)) {
            return FOLDER_OF_EXAMPLES;
        }
        try (Stream<Path> all = Files.list(backups)) {
            return all.max(Comparator.naturalOrder()).orElseThrow().toString();
        }
    }

    @Test
    void examplesOfEveryCommandAreRun() throws Exception {
        // Then
        assertThat(new Help(lolbatch).commands())
                .containsExactlyInAnyOrderElementsOf(Stream.of(COMMANDS, OwnStackST.COMMANDS)
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void runThatHasEndedIsFollowedToTheEndThatItHad() throws Exception {
        // Given
        String succeeded = newestRun("?state=succeeded&limit=1");

        // When
        Ended ended = lolbatch.run("etl", "show", succeeded, "--follow");

        // Then
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.out()).contains("Run " + succeeded + " succeeded");
    }

    private String newestRun() throws IOException {
        return newestRun("?limit=1");
    }

    private String newestRun(String query) throws IOException {
        Map<?, ?> run = (Map<?, ?>)
                ((List<?>) orchestrator.get("/etl/runs" + query).body().get("runs")).get(0);
        return (String) run.get("run_id");
    }

    @Test
    void statisticsAreThoseOfTheApi() throws Exception {
        // Given
        String query = "?position=jungle&min_games=2&sort=win_rate_low&limit=5";
        List<?> champions =
                (List<?>) orchestrator.get("/stats/champions" + query).body().get("champions");
        assertThat(champions).hasSize(5);

        // When
        String[] words = {
            "stats", "champions", "--position", "jungle", "--min-games", "2", "--sort", "win_rate_low", "--limit", "5"
        };
        Ended table = lolbatch.run(words);

        // Then
        List<String> rows = table.out().lines().toList();
        assertThat(rows.get(0)).startsWith("CHAMPION");
        for (int i = 0; i < champions.size(); i++) {
            Map<?, ?> champion = (Map<?, ?>) champions.get(i);
            assertThat(rows.get(i + 1))
                    .startsWith((String) champion.get("champion_name"))
                    .contains(
                            " " + champion.get("games_played") + " ",
                            champion.get("win_rate_low") + "-" + champion.get("win_rate_high"));
        }
        assertThat(rows.get(6)).startsWith("Of ").contains(" matches of 2026-01-12 to 2026-01-13, 2 dates; published ");
    }

    @Test
    void jsonIsWhatTheApiAnswers() throws Exception {
        // When
        Ended ended = lolbatch.run("stats", "positions", "--json");

        // Then
        assertThat(ended.out()).isEqualTo(orchestrator.text("/stats/positions") + "\n");
    }

    @Test
    void datesOfTheLakeAreListed() throws Exception {
        // When
        Ended ended = lolbatch.run("lake", "dates");

        // Then
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.out().lines().map(line -> line.split(" ", 2)[0]))
                .containsExactly("DATE", "2026-01-13", "2026-01-12");
    }

    @Test
    void unknownNameIsToldWithTheNearest() throws Exception {
        // When
        Ended ended = lolbatch.run("stats", "champions", "Jynx");

        // Then
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).startsWith("Cannot find champion \"Jynx\"").contains("the nearest names are Jinx");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void wrongParameterIsUsageInTheWordsOfTheApi() throws Exception {
        // When
        Ended ended = lolbatch.run("lake", "dates", "--from", "2026-02-30");

        // Then
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).startsWith("Cannot read parameter from=2026-02-30: the calendar has no such day");
    }

    @ParameterizedTest
    @ValueSource(strings = {"etl list", "etl run", "etl show", "stats champions", "lake dates"})
    void nobodyThereIsExitCode3WithWhatWasTriedAndTheRemedy(String command) throws Exception {
        // Given
        String nobody = "http://127.0.0.1:" + LoopbackPorts.free(1).get(0);

        // When
        Ended ended = lolbatch.paste("./lolbatch " + command + " --url " + nobody);

        // Then
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.err())
                .isEqualTo("Cannot reach the orchestrator at " + nobody
                        + ": nobody listens there; see whether it runs with"
                        + " ./lolbatch status, or give its address with --url\n");
    }

    @Test
    void interruptLeavesTheRunAlone() throws Exception {
        // Given
        Started following = lolbatch.start("etl", "run", LAST.toString());
        await().atMost(LIMIT).until(() -> following.out().contains(": RUNNING"));

        // When
        following.interrupt();

        // Then
        Ended ended = following.ended();
        assertThat(ended.exitCode()).isEqualTo(130);
        assertThat(ended.err()).isEmpty();
        String runId = newestRun();
        assertThat(ended.out())
                .endsWith("Run " + runId + " goes on. To follow it: ./lolbatch etl show " + runId
                        + " --follow  To cancel it: ./lolbatch etl cancel " + runId + "\n");
        Ended followedOn = lolbatch.run("etl", "show", runId, "--follow");
        assertThat(followedOn.exitCode()).as(followedOn.output()).isZero();
        assertThat(followedOn.out()).contains("Run " + runId + " succeeded");
    }

    @Test
    void runThatIsCancelledIsExitCode1ForWhoFollowsIt() throws Exception {
        // Given
        Started following = lolbatch.start("etl", "run", FIRST.toString());
        await().atMost(LIMIT).until(() -> following.out().contains(": RUNNING"));
        String runId = newestRun();

        // When
        Ended cancelled = lolbatch.run("etl", "cancel", runId);

        // Then
        assertThat(cancelled.exitCode()).as(cancelled.output()).isZero();
        assertThat(cancelled.out()).startsWith("Run " + runId + " is ");
        Ended ended = following.ended();
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
        assertThat(ended.err())
                .startsWith("Run " + runId + " for 2026-01-12 ended CANCELLED")
                .endsWith("its log: ./lolbatch etl log " + runId + "\n");
    }
}
