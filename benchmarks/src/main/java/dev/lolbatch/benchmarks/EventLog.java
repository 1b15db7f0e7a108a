package dev.lolbatch.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Spark wrote down of one application.
 *
 * @param startMillis when its context began to start, since the epoch
 * @param endMillis when its context was stopped
 * @param stages in the order in which they ended
 */
record EventLog(long startMillis, long endMillis, List<Stage> stages) {
    /** The calls by which the guide's pipeline and the job write rows to Cassandra. */
    private static final String GUIDE_WRITES = "save at ";

    private static final String JOB_WRITES = "collect at ";

    /**
     * @param call what in the application it belongs to, such as {@code save at GuidePipeline.java:138}
     * @param isLast of its Spark job, the others shuffle for it
     * @param wall from its submission to its end
     */
    record Stage(String call, boolean isLast, Duration wall) {}

    /** Reads the one log in a folder. */
    static EventLog read(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return parse(files.filter(Files::isRegularFile)
                    .min(Comparator.naturalOrder())
                    .orElseThrow(() -> new IOException("Cannot find Spark's events in " + folder)));
        }
    }

    private static EventLog parse(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Stage> stages = new ArrayList<>();
        Set<Integer> last = new HashSet<>();
        long start = 0;
        long end = 0;
        for (String line : Files.readAllLines(file)) {
            JsonNode event = json.readTree(line);
            switch (event.get("Event").asText()) {
                case "SparkListenerApplicationStart" ->
                    start = event.get("Timestamp").asLong();
                case "SparkListenerApplicationEnd" ->
                    end = event.get("Timestamp").asLong();
                case "SparkListenerStageCompleted" -> stages.add(stage(event.get("Stage Info"), last));
                case "SparkListenerTaskEnd" -> {
                    if (event.get("Task Type").asText().equals("ResultTask")) {
                        last.add(event.get("Stage ID").asInt());
                    }
                }
                default -> {
                    // Tells nothing of time.
                }
            }
        }
        EventLog log = new EventLog(start, end, List.copyOf(stages));
        if (log.writing().isZero()) {
            throw new IOException("Cannot tell the sink of " + file + ": no stage is called '" + GUIDE_WRITES + "' or '"
                    + JOB_WRITES + "', by which the guide's pipeline and the job write to Cassandra");
        }
        return log;
    }

    private static Stage stage(JsonNode info, Set<Integer> last) {
        long millis = info.get("Completion Time").asLong()
                - info.get("Submission Time").asLong();
        return new Stage(
                info.get("Stage Name").asText(),
                last.contains(info.get("Stage ID").asInt()),
                Duration.ofMillis(millis));
    }

    Duration application() {
        return Duration.ofMillis(endMillis - startMillis);
    }

    /** The stages that write to Cassandra. */
    Duration writing() {
        return stages.stream()
                .filter(Stage::isLast)
                .filter(stage ->
                        stage.call().startsWith(GUIDE_WRITES) || stage.call().startsWith(JOB_WRITES))
                .map(Stage::wall)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** The rest of the application. */
    Duration allButWriting() {
        return application().minus(writing());
    }
}
