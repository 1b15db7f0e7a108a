package dev.lolbatch.orchestrator.run;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Name of a run, such as {@code 20260113T101500123Z-7f3a9c}: the UTC time of its request and a random part. Ids sort as text
 * in the order of their times, and are safe in paths, URLs and command lines.
 */
public record RunId(String value) implements Comparable<RunId> {
    private static final Pattern FORM = Pattern.compile("\\d{8}T\\d{9}Z-[0-9a-f]{6}");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT);
    private static final int RANDOM_BOUND = 1 << 24;

    public RunId {
        if (!isOne(value)) {
            throw new IllegalArgumentException(
                    "Cannot use run id \"" + value + "\": it is not of the form 20260113T101500123Z-7f3a9c");
        }
    }

    /** An id for a request at this time; {@code random} tells apart what two orchestrators do in one millisecond. */
    static RunId of(Instant requestedAt, int random) {
        return new RunId(TIME.format(requestedAt.atOffset(ZoneOffset.UTC))
                + String.format(Locale.ROOT, "-%06x", Math.floorMod(random, RANDOM_BOUND)));
    }

    /** Whether a text has the form of an id: what has not can name no run. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** Year of the request in UTC: the partition that the run lies in. */
    public int year() {
        return Integer.parseInt(value.substring(0, 4));
    }

    /** When the run was requested, to the millisecond. */
    Instant requestedAt() {
        return LocalDateTime.parse(value.substring(0, value.indexOf('-')), TIME).toInstant(ZoneOffset.UTC);
    }

    @Override
    public int compareTo(RunId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
