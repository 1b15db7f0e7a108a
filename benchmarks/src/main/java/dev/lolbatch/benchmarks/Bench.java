package dev.lolbatch.benchmarks;

import dev.lolbatch.benchmarks.Ratio.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures everything and ends with a table of ratios, each from one run; exits with 1 when a target is missed. */
final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        List<Ratio> ratios = new ArrayList<>();
        ratios.add(new Ratio(
                "reader / Jackson's tokens, Match-V5",
                ReadingRatios.of(Backlog.Kind.MATCH_V5),
                new Target.AtLeast(1.5)));
        ratios.add(
                new Ratio("reader / Jackson's tokens, flat", ReadingRatios.of(Backlog.Kind.FLAT), new Target.None()));
        try (WholePath path =
                new WholePath(Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bench"))) {
            ratios.add(new Ratio(
                    "service / bare program, CPU, Match-V5",
                    path.ratio(new WholePath.Plan(Backlog.Kind.MATCH_V5, 24, 12, 3_600)),
                    new Target.AtMost(1.25)));
            ratios.add(new Ratio(
                    "service / bare program, CPU, flat",
                    path.ratio(new WholePath.Plan(Backlog.Kind.FLAT, 50, 20, 10_000)),
                    new Target.AtMost(1.25)));
        }
        System.out.printf("%n%-44s %6s   %s%n", "name", "ratio", "target");
        ratios.forEach(System.out::println);
        System.exit(ratios.stream().allMatch(Ratio::isMet) ? 0 : 1);
    }
}
