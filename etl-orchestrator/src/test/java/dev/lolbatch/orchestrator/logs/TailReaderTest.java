package dev.lolbatch.orchestrator.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TailReaderTest {
    private final AtomicLong bytesRead = new AtomicLong();

    @Test
    void theLastLinesAreEndedByALineFeedEach() throws IOException {
        assertThat(reader("one\ntwo\nthree\n").lines(2)).isEqualTo("two\nthree\n");
        assertThat(reader("one\ntwo\nthree").lines(2)).isEqualTo("two\nthree\n");
        assertThat(reader("one\n\n\n").lines(2)).isEqualTo("\n\n");
        assertThat(reader("one\ntwo\n").lines(9)).isEqualTo("one\ntwo\n");
        assertThat(reader("").lines(9)).isEmpty();
        assertThat(reader("\n").lines(1)).isEqualTo("\n");
    }

    @Test
    void linesThatLieInSeveralBlocksAreWhole() throws IOException {
        // Given
        String long1 = "a".repeat(100_000);
        String long2 = "b".repeat(200_000);

        // Then
        assertThat(reader("first\n" + long1 + "\n" + long2 + "\n").lines(2)).isEqualTo(long1 + "\n" + long2 + "\n");
        assertThat(reader("first\n" + long1 + "\n" + long2 + "\n").lines(1)).isEqualTo(long2 + "\n");
    }

    @Test
    void theRestOfALongTextIsNotRead() throws IOException {
        // When
        String tail = reader("line\n".repeat(2_000_000)).lines(3);

        // Then
        assertThat(tail).isEqualTo("line\n".repeat(3));
        assertThat(bytesRead.get()).isLessThan(100_000);
    }

    @Test
    void noTailIsLongerThanFourMebibytes() throws IOException {
        // Given
        String text = "x".repeat(TailReader.MAX_BYTES + 10);

        // Then
        assertThat(reader(text).lines(1)).hasSize(TailReader.MAX_BYTES + 1).endsWith("x\n");
        assertThat(reader(text).bytes(Integer.MAX_VALUE)).hasSize(TailReader.MAX_BYTES);
    }

    @Test
    void theLastBytesAreAtMostAllThereAre() throws IOException {
        assertThat(reader("one\ntwo").bytes(3)).isEqualTo("two");
        assertThat(reader("one\ntwo").bytes(99)).isEqualTo("one\ntwo");
        assertThat(reader("").bytes(99)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1,''", "2,''", "3,€", "4,€", "5,€", "6,€€", "7,€€", "8,ä€€", "9,aä€€"})
    void aCharacterThatIsCutIsLeftOut(int bytes, String text) throws IOException {
        assertThat(reader("aä€€").bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aCharacterThatIsBeingWrittenIsLeftOut(int missing) throws IOException {
        // Given
        byte[] bytes = "a😀".getBytes(UTF_8);

        // Then
        assertThat(reader(Arrays.copyOf(bytes, bytes.length - missing)).bytes(99))
                .isEqualTo("a");
    }

    @Test
    void whatIsNoUtf8IsShownAsFarAsItCanBe() throws IOException {
        assertThat(reader(new byte[] {'a', (byte) 0xFF, 'b'}).bytes(3)).isEqualTo("a\uFFFDb");
        assertThat(reader(new byte[] {(byte) 0x80, (byte) 0x80}).bytes(1)).isEmpty();
    }

    private TailReader reader(String text) {
        return reader(text.getBytes(UTF_8));
    }

    private TailReader reader(byte[] bytes) {
        return new TailReader(
                (position, into) -> {
                    bytesRead.addAndGet(into.length);
                    System.arraycopy(bytes, Math.toIntExact(position), into, 0, into.length);
                },
                bytes.length);
    }
}
