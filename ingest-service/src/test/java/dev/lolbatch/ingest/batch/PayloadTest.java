package dev.lolbatch.ingest.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PayloadTest {
    private static final int MIB = 1 << 20;

    @Test
    void keepsEveryByteWhateverItsSize() {
        // Given
        Random random = new Random(1);
        for (int size : new int[] {0, 1, MIB, MIB + 1, 3 * MIB}) {
            byte[] value = new byte[size];
            random.nextBytes(value);
            // When
            Payload payload = Payload.of(value.clone());
            // Then
            assertThat(payload.size()).isEqualTo(size);
            assertThat(payload.bytes()).isEqualTo(value);
        }
    }

    @Test
    void aLargePayloadThatCompressesTakesLittleOfTheHeap() {
        // Given
        byte[] value = "{\"match_id\":\"M\"".getBytes(UTF_8);
        byte[] padded = Arrays.copyOf(value, 9 * MIB);
        Arrays.fill(padded, value.length, padded.length, (byte) ' ');
        // When
        Payload payload = Payload.of(padded);
        // Then
        assertThat(payload.heldBytes()).isLessThan(payload.size() / 100);
        assertThat(payload.bytes()).isEqualTo(padded);
    }
}
