package dev.lolbatch.benchmarks;

import dev.lolbatch.benchmarks.Ratio.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Measures the sections that {@code bench.only} names, or all of them, and ends with a table of ratios, each from one run;
 * exits with 1 when a target is missed, and with 2 when there is no such section.
 */
final class Bench {
    private Bench() {}

    /** What can be measured by itself, in the order of the table. */
    enum Section {
        READER("reader") {
            @Override
            List<Ratio> measure(Path folder) throws Exception {
                return List.of(
                        new Ratio(
                                "reader / Jackson's tokens, Match-V5",
                                ReadingRatios.of(Backlog.Kind.MATCH_V5),
                                new Target.AtLeast(1.5)),
                        new Ratio(
                                "reader / Jackson's tokens, flat",
                                ReadingRatios.of(Backlog.Kind.FLAT),
                                new Target.None()));
            }
        },
        INGEST("ingest") {
            @Override
            List<Ratio> measure(Path folder) throws Exception {
                try (WholePath path = new WholePath(folder)) {
                    return List.of(
                            new Ratio(
                                    "service / bare program, CPU, Match-V5",
                                    path.ratio(new WholePath.Plan(Backlog.Kind.MATCH_V5, 48, 24, 1_800)),
                                    new Target.AtMost(1.25)),
                            new Ratio(
                                    "service / bare program, CPU, flat",
                                    path.ratio(new WholePath.Plan(Backlog.Kind.FLAT, 100, 40, 5_000)),
                                    new Target.AtMost(1.25)));
                }
            }
        },
        INDEXES("indexes") {
            @Override
            List<Ratio> measure(Path folder) throws Exception {
                try (BatchLayer layer = new BatchLayer(folder)) {
                    return new ParticipantIndexes(layer, Integer.getInteger("bench.matches", 100_000)).measure();
                }
            }
        },
        JOB("job") {
            @Override
            List<Ratio> measure(Path folder) throws Exception {
                try (BatchLayer layer = new BatchLayer(folder)) {
                    return new JobAtScale(layer, Integer.getInteger("bench.matches", 100_000)).measure();
                }
            }
        },
        JOB_SMALL("job-small") {
            @Override
            List<Ratio> measure(Path folder) throws Exception {
                try (BatchLayer layer = new BatchLayer(folder)) {
                    return SmallJob.measure(layer);
                }
            }
        },
        JOB_HISTORY("job-history") {
            @Override
            List<Ratio> measure(Path folder) throws Exception {
                try (BatchLayer layer = new BatchLayer(folder)) {
                    return JobWithHistory.measure(layer, Integer.getInteger("bench.history-days", 365));
                }
            }
        },
        DATES("dates") {
            @Override
            List<Ratio> measure(Path folder) throws Exception {
                try (BatchLayer layer = new BatchLayer(folder)) {
                    return DatesOfYears.measure(layer);
                }
            }
        },
        SERVING("serving") {
            @Override
            List<Ratio> measure(Path folder) throws Exception {
                try (BatchLayer layer = new BatchLayer(folder)) {
                    return ServedStatistics.measure(layer);
                }
            }
        };

        private final String label;

        Section(String label) {
            this.label = label;
        }

        abstract List<Ratio> measure(Path folder) throws Exception;

        static Optional<Section> named(String label) {
            return Arrays.stream(values())
                    .filter(section -> section.label.equals(label))
                    .findFirst();
        }
    }

    public static void main(String[] arguments) throws Exception {
        List<String> names = Arrays.stream(System.getProperty("bench.only", "").split(" "))
                .filter(name -> !name.isEmpty())
                .toList();
        List<Section> chosen =
                names.stream().map(Section::named).flatMap(Optional::stream).toList();
        if (chosen.size() < names.size()) {
            System.err.println("Cannot measure " + names + ": not all of them are sections; choose of "
                    + Arrays.stream(Section.values())
                            .map(section -> section.label)
                            .toList());
            System.exit(2);
        }
        Path target = Files.createDirectories(Path.of("target"));
        List<Ratio> ratios = new ArrayList<>();
        for (Section section : chosen.isEmpty() ? List.of(Section.values()) : chosen) {
            ratios.addAll(section.measure(Files.createTempDirectory(target, "bench")));
        }
        System.out.printf("%n%-44s %6s   %s%n", "name", "ratio", "target");
        ratios.forEach(System.out::println);
        System.exit(ratios.stream().allMatch(Ratio::isMet) ? 0 : 1);
    }
}
