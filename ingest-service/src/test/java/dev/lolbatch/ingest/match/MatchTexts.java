package dev.lolbatch.ingest.match;

import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.generator.MatchGenerator;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Matches as producers send them, in both forms. */
final class MatchTexts {
    private MatchTexts() {}

    static List<byte[]> generated() {
        LocalDate date = LocalDate.of(2026, 1, 12);
        return new MatchGenerator(GeneratorSettings.onDates(7, 4, date, date.plusDays(1)))
                .matches()
                .flatMap(match -> Stream.of(match.toMatchV5Json(), match.toFlatJson()))
                .toList();
    }
}
