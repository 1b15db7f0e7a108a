package dev.lolbatch.benchmarks;

import dev.lolbatch.generator.GeneratedMatch;
import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.generator.MatchGenerator;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** Generated matches to measure with: the same on every run and every machine. */
public final class Backlog {
    /** Matches of which a sample is made: more than the caches of a core hold, few enough to be read at once. */
    static final int SAMPLE = 40;

    private static final LocalDate DATE = LocalDate.of(2026, 1, 12);

    /** When Kafka is taken to have received them. */
    static final long RECEIVED_MILLIS =
            DATE.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();

    private Backlog() {}

    /** The forms in which matches come. */
    public enum Kind {
        MATCH_V5,
        FLAT;

        /** So many matches of one date, as messages. */
        Stream<byte[]> payloads(int count) {
            return new MatchGenerator(GeneratorSettings.onDates(1, count, DATE, DATE))
                    .matches()
                    .map(this::payload);
        }

        private byte[] payload(GeneratedMatch match) {
            return this == MATCH_V5 ? match.toMatchV5Json() : match.toFlatJson();
        }
    }
}
