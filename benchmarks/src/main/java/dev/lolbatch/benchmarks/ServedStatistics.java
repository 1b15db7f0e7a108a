package dev.lolbatch.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lolbatch.benchmarks.Ratio.Target;
import dev.lolbatch.benchmarks.Wrk.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * {@code GET /stats/champions} of all champions, computed by the job from a week of matches, beside an endpoint that returns the
 * same bytes as a constant; and a burst of connections, all of which are to be answered.
 */
final class ServedStatistics {
    private static final String PATH = "/stats/champions";
    private static final String KEYSPACE = "bench_served";
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 12);
    private static final int DAYS = 7;
    private static final int FILES_A_DAY = 5;
    private static final int MATCHES_PER_FILE = 60;
    private static final int CHAMPIONS = 170;
    private static final int CONNECTIONS = 64;
    private static final int BURST = 2_000;
    /** The first one warms up and does not count. */
    private static final int ROUNDS = 6;

    private static final Duration ROUND = Duration.ofSeconds(10);

    private ServedStatistics() {}

    static List<Ratio> measure(BatchLayer layer) throws IOException, InterruptedException {
        Wrk wrk = new Wrk(layer.folder());
        try (BenchLake lake = layer.lake("served")) {
            publish(layer, lake);
            try (ServedApp orchestrator = ServedApp.orchestrator(layer, lake, KEYSPACE);
                    ServedApp plain = ServedApp.plainEndpoint(answer(orchestrator, layer.folder()), layer.folder())) {
                if (!Arrays.equals(plain.body("/"), orchestrator.body(PATH))) {
                    throw new IOException("Cannot measure " + PATH + ": both sides are to return the same bytes");
                }
                layer.settle();
                return measure(wrk, orchestrator, plain);
            }
        }
    }

    private static List<Ratio> measure(Wrk wrk, ServedApp orchestrator, ServedApp plain)
            throws IOException, InterruptedException {
        List<Load> served = new ArrayList<>();
        List<Load> constant = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            served.add(wrk.load(orchestrator.at(PATH), CONNECTIONS, ROUND));
            constant.add(wrk.load(plain.at("/"), CONNECTIONS, ROUND));
            System.out.println(PATH + ": " + served.get(round) + "; plain endpoint: " + constant.get(round));
        }
        Load burst = wrk.load(orchestrator.at(PATH), BURST, ROUND);
        System.out.println(PATH + " over " + BURST + " connections: " + burst);
        return List.of(
                new Ratio(
                        "statistics / plain endpoint, requests/s",
                        median(served, Load::perSecond) / median(constant, Load::perSecond),
                        new Target.AtLeast(0.7)),
                new Ratio(
                        "statistics / plain endpoint, p99",
                        median(served, Load::p99Micros) / median(constant, Load::p99Micros),
                        new Target.AtMost(2)),
                new Ratio(
                        "failures / answers, " + BURST + " connections",
                        (double) burst.failures() / burst.requests(),
                        new Target.AtMost(0)));
    }

    private static double median(List<Load> rounds, ToDoubleFunction<Load> figure) {
        return rounds.stream()
                .skip(1)
                .mapToDouble(figure)
                .sorted()
                .skip((ROUNDS - 1) / 2)
                .findFirst()
                .orElseThrow();
    }

    private static void publish(BatchLayer layer, BenchLake lake) throws IOException, InterruptedException {
        LocalDate until = FIRST.plusDays(DAYS);
        FIRST.datesUntil(until).forEach(day -> lake.add(day, FILES_A_DAY, MATCHES_PER_FILE));
        layer.emptyKeyspace(KEYSPACE);
        layer.job(
                lake,
                KEYSPACE,
                "run-0",
                "--from",
                FIRST.toString(),
                "--to",
                until.minusDays(1).toString());
    }

    /** A file with what the orchestrator answers. */
    private static Path answer(ServedApp orchestrator, Path folder) throws IOException {
        byte[] body = orchestrator.body(PATH);
        int champions = new ObjectMapper().readTree(body).get("count").asInt();
        System.out.println(PATH + ": " + champions + " champions, " + body.length + " bytes");
        if (champions < CHAMPIONS) {
            throw new IOException("Cannot measure " + PATH + ": it is to have " + CHAMPIONS + " champions");
        }
        return Files.write(folder.resolve("champions.json"), body);
    }
}
