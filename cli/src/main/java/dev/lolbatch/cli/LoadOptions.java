package dev.lolbatch.cli;

import dev.lolbatch.generator.GeneratorSettings;
import java.time.Clock;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which matches to generate; the same for every command that does. */
final class LoadOptions {
    // As producers in the wild have it: two forms, tellings twice, latecomers, and rubbish.
    private static final double FLAT_SHARE = 0.3;
    private static final double DUPLICATE_SHARE = 0.05;
    private static final double LATE_SHARE = 0.1;
    private static final double MALFORMED_SHARE = 0.02;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--matches", paramLabel = "N", defaultValue = "500", description = "How many (${DEFAULT-VALUE}).")
    private int matches;

    @Option(
            names = "--days",
            paramLabel = "D",
            defaultValue = "3",
            description = "Over how many days, the last one yesterday in UTC (${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Equal seeds give equal matches on one day (${DEFAULT-VALUE}).")
    private long seed;

    GeneratorSettings settings(Clock clock) {
        requirePositive("--matches", matches);
        requirePositive("--days", days);
        return GeneratorSettings.onLastDays(seed, matches, days, clock)
                .withFlatShare(FLAT_SHARE)
                .withDuplicateShare(DUPLICATE_SHARE)
                .withLateShare(LATE_SHARE)
                .withMalformedShare(MALFORMED_SHARE);
    }

    private void requirePositive(String option, int value) {
        if (value < 1) {
            throw new ParameterException(
                    command.commandLine(), "Cannot use %s %d: it must be at least 1".formatted(option, value));
        }
    }
}
