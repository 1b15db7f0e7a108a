package dev.lolbatch.ingest;

import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.generator.Rate;
import dev.lolbatch.ingest.IngestScenario.Verdict;
import dev.lolbatch.ingest.crash.CrashAgentJar;
import dev.lolbatch.ingest.crash.CrashPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * Two instances of the service are killed over and over while messages of every kind arrive: at random moments, and before
 * and after every step of the protocol in turn. Then one is left in peace, and every record is accounted for.
 */
final class CrashRun {
    private static final int INSTANCES = 2;
    private static final int MESSAGES_PER_KILL = 12;
    private static final Duration POINT_LIMIT = Duration.ofSeconds(45);
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(5);
    private static final LocalDate DATE = LocalDate.of(2026, 1, 13);

    private final IngestScenario scenario;
    private final Path agent;
    private final int kills;
    private final long seed;
    private final AtomicInteger planned = new AtomicInteger();
    private final AtomicInteger killed = new AtomicInteger();

    /**
     * How it ended.
     *
     * @param kills that really hit a living process
     */
    record Result(int kills, Verdict verdict) {
        @Override
        public String toString() {
            return "matches=%d kills=%d lost=%d doubled=%d wrong=%d"
                    .formatted(
                            verdict.matches(),
                            kills,
                            verdict.lost().size(),
                            verdict.doubled().size(),
                            verdict.wrong().size());
        }
    }

    CrashRun(IngestScenario scenario, Path folder, int kills, long seed) throws IOException {
        this.scenario = scenario;
        this.agent = CrashAgentJar.create(folder);
        this.kills = kills;
        this.seed = seed;
    }

    /** Arguments: number of kills, seed. Exits with 1 unless nothing was lost, doubled or wrong. */
    public static void main(String[] arguments) throws Exception {
        int kills = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        try (LongRun servers = LongRun.start("crash", seed)) {
            Result result = new CrashRun(servers.scenario(), servers.folder(), kills, seed).run();
            LongRun.end(result, result.verdict());
        }
    }

    Result run() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(INSTANCES + 1);
        try {
            Future<Integer> producer = threads.submit(this::produce);
            List<Callable<Void>> instances = new ArrayList<>();
            for (int instance = 0; instance < INSTANCES; instance++) {
                String name = "crash-" + instance;
                Random random = new Random(seed + instance);
                instances.add(() -> killRepeatedly(name, random));
            }
            for (Future<Void> instance : threads.invokeAll(instances)) {
                instance.get();
            }
            producer.get();
        } finally {
            threads.shutdownNow();
        }
        IngestProcess last = scenario.start("crash-last", Map.of());
        Awaitility.await().atMost(DRAIN_LIMIT).until(scenario::isAllInLake);
        last.process().terminate(Duration.ofSeconds(20));
        return new Result(killed.get(), scenario.verdict());
    }

    private int produce() throws InterruptedException {
        return scenario.send(
                GeneratorSettings.onDates(seed, kills * MESSAGES_PER_KILL, DATE.minusDays(1), DATE)
                        .withFlatShare(0.5)
                        .withDuplicateShare(0.1)
                        .withMalformedShare(0.2),
                // Slow enough that there is something to do at every kill.
                Rate.perSecond(6));
    }

    private Void killRepeatedly(String name, Random random) throws Exception {
        List<CrashPoint> points = CrashPoint.all();
        for (int kill = planned.getAndIncrement(); kill < kills; kill = planned.getAndIncrement()) {
            if (kill % 3 == 2) {
                killAtRandom(name, random);
            } else {
                killAtPoint(
                        name, points.get((kill + Math.floorMod((int) seed, points.size())) % points.size()), random);
            }
        }
        return null;
    }

    private void killAtRandom(String name, Random random) throws IOException {
        IngestProcess ingest = scenario.start(name, Map.of());
        awaitExit(ingest, Duration.ofMillis(3000 + random.nextInt(9000)));
        countAndKill(ingest, "at random");
    }

    private void killAtPoint(String name, CrashPoint point, Random random) throws IOException {
        String option = CrashAgentJar.option(agent, point, 1 + random.nextInt(3));
        IngestProcess ingest = scenario.start(name, Map.of(), option);
        awaitExit(ingest, POINT_LIMIT);
        countAndKill(ingest, point.toString());
    }

    private static void awaitExit(IngestProcess ingest, Duration limit) {
        try {
            ingest.process().onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // It lives on; the kill below is then the one at a random moment.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(
                    "Cannot wait for " + ingest.process().name(), e);
        }
    }

    private void countAndKill(IngestProcess ingest, String where) {
        boolean alive = ingest.process().isAlive();
        if (alive) {
            ingest.process().kill();
        }
        int code = ingest.process().exitCode();
        if (code == 1) {
            throw new IllegalStateException("The service stopped itself instead of being killed; its log is "
                    + ingest.process().log());
        }
        System.out.printf("kill %d: %s %s%n", killed.incrementAndGet(), where, alive ? "(by SIGKILL)" : "(by itself)");
    }
}
