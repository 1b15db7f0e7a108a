package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailReaderTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void begin() throws Exception {
        file = folder.resolve("kafka.log");
        Files.writeString(file, "");
    }

    private void append(String text) throws Exception {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    @Test
    void eachLineComesOnceWhenItIsWhole() throws Exception {
        try (TailReader reader = TailReader.ofAll(file)) {
            // Given
            append("one\ntw");
            assertThat(reader.newLines()).containsExactly("one");

            // When
            append("o\nthree");

            // Then
            assertThat(reader.newLines()).containsExactly("two");
            assertThat(reader.rest()).contains("three");
        }
    }

    @Test
    void fileThatTakesItsPlaceIsReadOnFromItsBeginning() throws Exception {
        try (TailReader reader = TailReader.ofAll(file)) {
            // Given
            append("one\nlast words");
            assertThat(reader.newLines()).containsExactly("one");

            // When
            Files.move(file, folder.resolve("kafka.log.1"));
            Files.writeString(file, "anew\n");

            // Then
            assertThat(reader.newLines()).containsExactly("last words", "anew");
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,3", "20000,20000", "30000,20001"})
    void lastLinesAreThoseAtTheEndHoweverLongTheFileIs(int asked, int come) throws Exception {
        // Given
        List<String> all =
                IntStream.rangeClosed(0, 20_000).mapToObj(i -> "line " + i).toList();
        append(all.stream().map(line -> line + "\n").collect(Collectors.joining()));

        // When
        try (TailReader reader = TailReader.ofLast(file, asked)) {
            // Then
            assertThat(reader.newLines()).isEqualTo(all.subList(all.size() - come, all.size()));
        }
    }

    @Test
    void emptyFileHasNoLastLines() throws Exception {
        try (TailReader reader = TailReader.ofLast(file, 5)) {
            assertThat(reader.newLines()).isEmpty();
            assertThat(reader.rest()).isEmpty();
        }
    }
}
