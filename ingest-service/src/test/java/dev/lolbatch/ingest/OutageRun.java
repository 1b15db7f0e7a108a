package dev.lolbatch.ingest;

import static org.awaitility.Awaitility.await;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.generator.Rate;
import dev.lolbatch.ingest.IngestScenario.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes servers away from under the service while matches keep coming, one after the other and then all at once, and brings
 * them back. The service has to come back by itself, to say the truth about itself meanwhile, and to account for every
 * record in the end.
 */
final class OutageRun {
    private static final List<Set<Server>> OUTAGES =
            List.of(EnumSet.of(Server.HDFS), EnumSet.of(Server.KAFKA), EnumSet.of(Server.HDFS, Server.KAFKA));
    private static final int MESSAGES_PER_SECOND = 10;
    private static final Duration CALM = Duration.ofSeconds(3);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(500);
    private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(3);
    private static final LocalDate DATE = LocalDate.of(2026, 1, 13);

    private final LocalCluster cluster;
    private final IngestScenario scenario;
    private final Duration outage;
    private final long seed;

    /**
     * What was seen of one outage.
     *
     * @param untilNotReady from the first server's end to readiness DOWN; longer than the outage when it never was
     * @param untilReady from the last server's return to readiness UP
     * @param reason the last readiness payload that said DOWN while the servers were away
     */
    record Seen(Set<Server> servers, Duration untilNotReady, Duration untilReady, String reason) {}

    /** How it ended. */
    record Result(List<Seen> outages, Verdict verdict) {
        @Override
        public String toString() {
            return "matches=%d outages=%d lost=%d doubled=%d wrong=%d"
                    .formatted(
                            verdict.matches(),
                            outages.size(),
                            verdict.lost().size(),
                            verdict.doubled().size(),
                            verdict.wrong().size());
        }
    }

    OutageRun(LocalCluster cluster, IngestScenario scenario, Duration outage, long seed) {
        this.cluster = cluster;
        this.scenario = scenario;
        this.outage = outage;
        this.seed = seed;
    }

    /** Arguments: seconds of each outage, seed. Exits with 1 unless nothing was lost, doubled or wrong. */
    public static void main(String[] arguments) throws Exception {
        Duration outage = Duration.ofSeconds(Long.parseLong(arguments[0]));
        long seed = Long.parseLong(arguments[1]);
        try (LongRun servers = LongRun.start("outage", seed)) {
            Result result = new OutageRun(servers.cluster(), servers.scenario(), outage, seed).run();
            LongRun.end(result, result.verdict());
        }
    }

    Result run() throws Exception {
        IngestProcess ingest = scenario.start(
                        "outage",
                        Map.of(
                                "ingest.retry.backoff",
                                "1S",
                                // A wait as long as the outage would be most of what is measured.
                                "ingest.retry.max-backoff",
                                outage.dividedBy(4).toString(),
                                "ingest.retry.patience",
                                "5S",
                                "kafka.reconnect.backoff.max.ms",
                                "2000"))
                .awaitReady();
        List<Seen> seen = new ArrayList<>();
        ExecutorService load = Executors.newSingleThreadExecutor();
        try {
            for (Set<Server> servers : OUTAGES) {
                int before = scenario.sent();
                Future<Integer> sending = load.submit(() -> send(before));
                await().atMost(RECOVERY_LIMIT).until(() -> scenario.offsetsInLake() > before);
                seen.add(takeAway(servers, ingest));
                sending.get();
                await().atMost(RECOVERY_LIMIT).until(scenario::isAllInLake);
            }
        } finally {
            load.shutdownNow();
        }
        ingest.process().terminate(Duration.ofSeconds(20));
        return new Result(seen, scenario.verdict());
    }

    /** Keeps messages coming from before the outage until after it. */
    private int send(int before) throws InterruptedException {
        int messages = MESSAGES_PER_SECOND * Math.toIntExact(outage.plus(CALM).toSeconds());
        return scenario.send(
                GeneratorSettings.onDates(seed + before, messages, DATE.minusDays(1), DATE)
                        .withFlatShare(0.5)
                        .withDuplicateShare(0.1)
                        .withMalformedShare(0.1),
                Rate.perSecond(MESSAGES_PER_SECOND));
    }

    private Seen takeAway(Set<Server> servers, IngestProcess ingest) throws IOException {
        Instant gone = Instant.now();
        servers.forEach(server -> cluster.process(server).kill());
        servers.forEach(cluster::stop);
        List<String> reasons = new ArrayList<>();
        Duration untilNotReady = outage.plusSeconds(1);
        while (Instant.now().isBefore(gone.plus(outage))) {
            var ready = ingest.call("/q/health/ready");
            if (ready.statusCode() == 503) {
                untilNotReady = reasons.isEmpty() ? Duration.between(gone, Instant.now()) : untilNotReady;
                reasons.add(ready.body());
            }
            requireAlive(ingest);
            LockSupport.parkNanos(PROBE_INTERVAL.toNanos());
        }
        cluster.start(servers);
        Instant back = Instant.now();
        await().atMost(RECOVERY_LIMIT).until(() -> {
            requireAlive(ingest);
            return ingest.call("/q/health/ready").statusCode() == 200;
        });
        Seen seen = new Seen(
                servers,
                untilNotReady,
                Duration.between(back, Instant.now()),
                reasons.isEmpty() ? "" : reasons.get(reasons.size() - 1));
        System.out.printf(
                "outage of %s: not ready after %s, ready again after %s: %s%n",
                seen.servers(),
                seen.untilNotReady(),
                seen.untilReady(),
                seen.reason().replaceAll("\\s+", " "));
        return seen;
    }

    private static void requireAlive(IngestProcess ingest) throws IOException {
        var live = ingest.call("/q/health/live");
        if (live.statusCode() != 200) {
            throw new IllegalStateException("The service calls itself dead while a server is away: " + live.body());
        }
    }
}
