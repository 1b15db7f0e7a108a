package dev.lolbatch.generator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What to generate. Equal settings give equal messages.
 *
 * @param seed any number
 * @param matches how many distinct matches, at least 1
 * @param from UTC, the earliest start of a match
 * @param to UTC, after the latest start of a match
 * @param flatShare the share of matches in the flat form, from 0 to 1
 * @param duplicateShare the share of matches that are told again later, from 0 to 1
 * @param lateShare the share of matches that come after matches of a later date, from 0 to 1; those of the last date cannot
 * @param malformedShare malformed messages per match, from 0 to 1
 */
public record GeneratorSettings(
        long seed,
        int matches,
        Instant from,
        Instant to,
        double flatShare,
        double duplicateShare,
        double lateShare,
        double malformedShare) {

    public GeneratorSettings {
        if (matches < 1) {
            throw new IllegalArgumentException(
                    "Cannot generate " + matches + " matches: there must be at least one; ask for 1 or more");
        }
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("Cannot generate matches from " + from + " to " + to
                    + ": the end is not after the start; swap them");
        }
        checkShare("flat messages", flatShare);
        checkShare("duplicates", duplicateShare);
        checkShare("late messages", lateShare);
        checkShare("malformed messages", malformedShare);
    }

    /** Well-formed Match-V5 in order, on these UTC dates, both included. */
    public static GeneratorSettings onDates(long seed, int matches, LocalDate first, LocalDate last) {
        return new GeneratorSettings(seed, matches, startOf(first), startOf(last.plusDays(1)), 0, 0, 0, 0);
    }

    /** Well-formed Match-V5 in order, on the last complete UTC days: the last one is yesterday. */
    public static GeneratorSettings onLastDays(long seed, int matches, int days, Clock clock) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return onDates(seed, matches, today.minusDays(days), today.minusDays(1));
    }

    public GeneratorSettings withFlatShare(double share) {
        return new GeneratorSettings(seed, matches, from, to, share, duplicateShare, lateShare, malformedShare);
    }

    public GeneratorSettings withDuplicateShare(double share) {
        return new GeneratorSettings(seed, matches, from, to, flatShare, share, lateShare, malformedShare);
    }

    public GeneratorSettings withLateShare(double share) {
        return new GeneratorSettings(seed, matches, from, to, flatShare, duplicateShare, share, malformedShare);
    }

    public GeneratorSettings withMalformedShare(double share) {
        return new GeneratorSettings(seed, matches, from, to, flatShare, duplicateShare, lateShare, share);
    }

    /** How many matches make a day, at least 1. */
    int matchesPerDay() {
        double days = Math.max(
                1,
                Duration.between(from, to).toMillis()
                        / (double) Duration.ofDays(1).toMillis());
        return Math.max(1, (int) Math.ceil(matches / days));
    }

    private static Instant startOf(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static void checkShare(String of, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "Cannot generate a share of " + share + " of " + of + ": a share is from 0 to 1; correct it");
        }
    }
}
