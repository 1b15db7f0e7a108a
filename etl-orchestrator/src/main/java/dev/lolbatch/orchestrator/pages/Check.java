package dev.lolbatch.orchestrator.pages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One of the orchestrator's checks.
 *
 * @param reason why it is down, with the remedy; empty when it is up
 * @param details what else it says
 */
record Check(String name, String meaning, boolean isUp, Optional<String> reason, List<Detail> details) {
    private static final Map<String, About> KNOWN = Map.of(
            "alive",
            new About(
                    "What looks after runs is at work",
                    "An error has ended it: restart the orchestrator, whose log has the error"),
            "started",
            new About("The schema is there, and what an earlier orchestrator left is settled", "See the log"),
            "cassandra",
            new About("Cassandra answers: runs and statistics lie there", "Start Cassandra, or mend its address"),
            "lake",
            new About("The lake's catalog and HDFS answer", "Start HDFS, or mend the lake's address"),
            "spark-home",
            new About(
                    "There is a spark-submit to start, and a job for it", "Mend etl.spark.home and etl.spark.job-jar"),
            "accepting-runs",
            new About(
                    "Runs are accepted and taken up",
                    "The orchestrator starts or stops: wait, and see what else is down"));

    /**
     * What a check is about.
     *
     * @param remedy where the check itself gives none
     */
    private record About(String meaning, String remedy) {}

    /** Something else that a check says. */
    record Detail(String name, String value) {}

    static Check of(String name, boolean isUp, Map<String, String> data) {
        About about = KNOWN.getOrDefault(name, new About("A check of the platform", "See the log"));
        Map<String, String> rest = new TreeMap<>(data);
        Optional<String> reason = Optional.ofNullable(rest.remove("reason"));
        return new Check(
                name,
                about.meaning(),
                isUp,
                isUp ? Optional.empty() : reason.or(() -> Optional.of(about.remedy())),
                rest.entrySet().stream()
                        .map(entry -> new Detail(entry.getKey(), entry.getValue()))
                        .toList());
    }
}
