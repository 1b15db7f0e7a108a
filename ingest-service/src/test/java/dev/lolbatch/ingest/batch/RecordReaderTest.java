package dev.lolbatch.ingest.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.ingest.match.JsonMatchReader;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
    private static final long ASSIGNMENT = 7;

    @Test
    void readsPartitionsSideBySideAndKeepsTheOrderInEach() throws InterruptedException {
        try (RecordReader reader = new RecordReader(new JsonMatchReader(10_000), 2)) {
            // When
            Map<Integer, List<ReadRecord>> read =
                    reader.read(Map.of(0, records(0, 100), 1, records(1, 100), 2, records(2, 3)));
            // Then
            assertThat(offsets(read.get(0)))
                    .containsExactlyElementsOf(LongStream.range(0, 100).boxed().toList());
            assertThat(offsets(read.get(1)))
                    .containsExactlyElementsOf(LongStream.range(0, 100).boxed().toList());
            assertThat(offsets(read.get(2))).containsExactly(0L, 1L, 2L);
            assertThat(read).hasSize(3);
        }
    }

    @Test
    void saysWhatARecordIs() throws InterruptedException {
        try (RecordReader reader = new RecordReader(new JsonMatchReader(10_000), 1)) {
            // When
            List<ReadRecord> read = reader.read(Map.of(0, List.of(record(0, 4, match(4)), record(0, 5, "no json"))))
                    .get(0);
            // Then
            assertThat(read.get(0)).isInstanceOf(ReadRecord.Accepted.class);
            assertThat(read.get(1)).isInstanceOf(ReadRecord.Rejected.class);
            assertThat(read).extracting(ReadRecord::assignment).containsOnly(ASSIGNMENT);
        }
    }

    @Test
    void aReaderThatBreaksItsPromiseIsNotTakenForARejection() {
        try (RecordReader reader = new RecordReader(
                (payload, timestamp) -> {
                    throw new ArithmeticException("a bug");
                },
                2)) {
            // When, then
            assertThatThrownBy(() -> reader.read(Map.of(0, records(0, 1), 1, records(1, 1))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Cannot read records: the match reader failed")
                    .hasRootCauseMessage("a bug");
        }
    }

    private static List<Long> offsets(List<ReadRecord> records) {
        return records.stream().map(record -> record.position().offset()).toList();
    }

    private static List<ConsumedRecord> records(int partition, int count) {
        return LongStream.range(0, count)
                .mapToObj(offset -> record(partition, offset, match(offset)))
                .toList();
    }

    private static ConsumedRecord record(int partition, long offset, String value) {
        RecordPosition position = new RecordPosition(partition, offset, Batches.TIMESTAMP);
        return new ConsumedRecord(position, ASSIGNMENT, null, Payload.of(value.getBytes(UTF_8)), List.of());
    }

    private static String match(long offset) {
        return "{\"match_id\":\"M" + offset + "\",\"timestamp\":" + Batches.TIMESTAMP
                + ",\"participants\":[{\"summoner_name\":\"A\"}]}";
    }
}
