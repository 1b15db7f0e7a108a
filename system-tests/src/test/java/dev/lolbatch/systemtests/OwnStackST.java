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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
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

    /** Those whose examples are run here. */
    static final List<String> COMMANDS =
            List.of("demo", "up", "down", "status", "logs", "generate", "ingest", "completion");

    private final Set<String> examplesRun = new HashSet<>();
    private LolbatchCommand lolbatch;

    @Test
    void stackIsStartedUsedAndEndedByTheExamplesOfTheHelp() throws Exception {
        // Given
        Map<String, String> ports = freePorts();
        String orchestratorPort = ports.get("LOLBATCH_ORCHESTRATOR_PORT");
        lolbatch = LolbatchCommand.in(project(), ports);
        demoIsUsedUntilCtrlC(orchestratorPort);
        succeeds("./lolbatch demo --once --matches 200 --days 1", "(the 15 most played champions)");
        succeeds("./lolbatch down", "Nothing runs.");

        // When
        try {
            succeeds(
                    "LOLBATCH_ORCHESTRATOR_PORT=18080 ./lolbatch up",
                    line -> line.replace("18080", orchestratorPort),
                    "It is up. ./lolbatch status shows it");
            succeeds("./lolbatch up", "It runs already, pid ");

            // Then
            succeeds("./lolbatch status", "etl-orchestrator");
            assertThat(healths()).hasSize(6).containsOnly("ready", "up");
            succeeds("./lolbatch verify", "Score: 21/21");
            succeeds("./lolbatch logs", "hdfs             | ");
            succeeds("./lolbatch logs etl-orchestrator -n 200", "started in");
            succeeds("./lolbatch generate", "messages on topic lol_matches: 500 matches of ");
            succeeds("./lolbatch generate --matches 2000 --days 7 --seed 42", ": 2000 matches of ");
            assertThat(documents("./lolbatch generate --matches 100 --rate 50 --json")
                            .get(0))
                    .containsKeys("summary", "dates");
            assertThat(ingested("./lolbatch ingest --batches 1 --batch-age 5")).endsWith("Committed 1 batch.\n");
            Map<String, Object> ingested =
                    RestClient.object(ingested("./lolbatch ingest --batches 10 --batch-size 500 --json"));
            assertThat(ingested).containsEntry("batches", 10L);
            assertThat(Path.of((String) ingested.get("log"))).exists();
            interrupt(started("./lolbatch logs ingest-service kafka -f", "ingest-service"));
        } finally {
            succeeds("./lolbatch down", "It is down. Its data is in ");
        }
        succeeds("./lolbatch down", "Nothing runs.");
        succeeds("./lolbatch logs kafka -n 1", "");
        succeeds("./lolbatch completion", "complete -F");
        assertThat(examplesRun).containsAll(examples());
    }

    private void demoIsUsedUntilCtrlC(String orchestratorPort) throws Exception {
        Started demo = started("./lolbatch demo", "Everything stays up until Ctrl-C.");
        try {
            assertThat(demo.out()).contains("(the 15 most played champions)");
            succeeds(
                    "./lolbatch stats champions --url http://127.0.0.1:8080",
                    line -> line.replace("8080", orchestratorPort),
                    "CHAMPION");
        } finally {
            interrupt(demo);
        }
        succeeds("./lolbatch down", "Nothing runs.");
    }

    private List<String> examples() throws Exception {
        Help help = new Help(lolbatch);
        List<String> examples = new ArrayList<>(help.examples(""));
        for (String command : COMMANDS) {
            examples.addAll(help.examples(command));
        }
        return examples;
    }

    /** What the example says at its end; it gets what comes when it has its partitions. */
    private String ingested(String example) throws Exception {
        examplesRun.add(example);
        Started ingest = lolbatch.startPasted(example);
        await().atMost(LIMIT).until(() -> {
            succeeds("./lolbatch generate --matches 3000 --days 1", ": 3000 matches of ");
            return !ingest.process().isAlive();
        });
        Ended ended = ingest.ended();
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        return ended.out();
    }

    /** One that goes on, once it has told this. */
    private Started started(String example, String told) throws Exception {
        examplesRun.add(example);
        Started started = lolbatch.startPasted(example);
        await().atMost(LIMIT).until(() -> started.out().contains(told));
        return started;
    }

    private static void interrupt(Started started) throws Exception {
        started.interrupt();
        Ended ended = started.ended();
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(130);
        assertThat(ended.err()).isEmpty();
    }

    private void succeeds(String line, String told) throws Exception {
        succeeds(line, UnaryOperator.identity(), told);
    }

    /** @param here the line with the ports that there are */
    private void succeeds(String line, UnaryOperator<String> here, String told) throws Exception {
        examplesRun.add(line);
        Ended ended = lolbatch.paste(here.apply(line));
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
        examplesRun.add(line);
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
