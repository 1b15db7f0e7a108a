package dev.lolbatch.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.cluster.LoopbackPorts;
import dev.lolbatch.cluster.ProjectHome;
import dev.lolbatch.systemtests.LolbatchCommand.Ended;
import dev.lolbatch.systemtests.LolbatchCommand.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The commands that keep a stack on this machine and send matches through it, in the order in which people call them. */
class OwnStackST {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final List<String> PORTS = List.of(
            "LOLBATCH_KAFKA_PORT",
            "LOLBATCH_HDFS_PORT",
            "LOLBATCH_HDFS_WEB_PORT",
            "LOLBATCH_CASSANDRA_PORT",
            "LOLBATCH_INGEST_PORT",
            "LOLBATCH_ORCHESTRATOR_PORT");

    private LolbatchCommand lolbatch;

    @Test
    void stackIsStartedUsedAndEndedByTheExamplesOfTheHelp() throws Exception {
        // Given
        lolbatch = LolbatchCommand.in(project(), freePorts());
        try {
            succeeds("./lolbatch up", "It is up. ./lolbatch status shows it");
            succeeds("./lolbatch up", "It runs already, pid ");

            // Then
            succeeds("./lolbatch status", "etl-orchestrator");
            assertThat(healths()).hasSize(6).containsOnly("ready", "up");
            succeeds("./lolbatch logs", "hdfs             | ");
            succeeds("./lolbatch logs etl-orchestrator -n 200", "started in");
            succeeds("./lolbatch generate", "messages on topic lol_matches: 500 matches of ");
            assertThat(documents("./lolbatch generate --matches 100 --rate 50 --json")
                            .get(0))
                    .containsKeys("summary", "dates");
            ingestCommitsItsBatches("./lolbatch ingest --batches 1 --batch-age 5");
            interruptIsClean("demo");
            interruptIsClean("logs", "ingest-service", "kafka", "-f");
            succeeds("./lolbatch demo --once --matches 200 --days 1", "(the 15 most played champions)");
            succeeds("./lolbatch stats champions --limit 3", "CHAMPION");
        } finally {
            succeeds("./lolbatch down", "It is down. Its data is in ");
        }
        succeeds("./lolbatch down", "Nothing runs.");
        succeeds("./lolbatch logs kafka -n 1", "");
    }

    private void ingestCommitsItsBatches(String line) throws Exception {
        Started ingest = lolbatch.startPasted(line);
        await().atMost(LIMIT).until(() -> ingest.out().contains("Ingesting 1 batch; the log is "));
        // It gets what comes when it has its partitions.
        await().atMost(LIMIT).until(() -> {
            succeeds("./lolbatch generate --matches 20 --days 1", "20 matches");
            return !ingest.process().isAlive();
        });
        Ended ended = ingest.ended();
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.out()).endsWith("Committed 1 batch.\n");
    }

    private void interruptIsClean(String... words) throws Exception {
        Started started = lolbatch.start(words);
        await().atMost(LIMIT).until(() -> !started.out().isEmpty());
        started.interrupt();
        Ended ended = started.ended();
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(130);
        assertThat(ended.err()).isEmpty();
    }

    private void succeeds(String line, String told) throws Exception {
        Ended ended = lolbatch.paste(line);
        assertThat(ended.exitCode()).as("%s: %s", line, ended.output()).isZero();
        assertThat(ended.out()).contains(told);
    }

    private List<String> healths() throws Exception {
        List<?> processes =
                (List<?>) documents("./lolbatch status --json").get(0).get("processes");
        return processes.stream()
                .map(process -> (String) ((Map<?, ?>) process).get("health"))
                .toList();
    }

    private List<Map<String, Object>> documents(String line) throws Exception {
        Ended ended = lolbatch.paste(line);
        assertThat(ended.exitCode()).as("%s: %s", line, ended.output()).isZero();
        List<Map<String, Object>> documents = new ArrayList<>();
        for (String document : ended.out().lines().toList()) {
            documents.add(RestClient.object(document));
        }
        return documents;
    }

    /** What is built, in a folder of its own, where what the stack stores stays for people to read; its path has a blank. */
    private static Path project() throws IOException {
        String pid = Long.toString(ProcessHandle.current().pid());
        Path project = Files.createDirectories(
                Path.of("target", "own-stack", pid, "lol batch").toAbsolutePath());
        try (Stream<Path> modules = Files.list(ProjectHome.locate().root())) {
            for (Path module : modules.filter(Files::isDirectory)
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .toList()) {
                Files.createSymbolicLink(project.resolve(module.getFileName()), module);
            }
        }
        return project;
    }

    private static Map<String, String> freePorts() {
        List<Integer> free = LoopbackPorts.free(PORTS.size());
        Map<String, String> ports = new HashMap<>();
        for (int i = 0; i < free.size(); i++) {
            ports.put(PORTS.get(i), free.get(i).toString());
        }
        return ports;
    }
}
