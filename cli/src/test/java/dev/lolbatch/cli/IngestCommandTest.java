package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestCommandTest {
    @ParameterizedTest
    @CsvSource({"1,1 batch", "2,2 batches", "11,11 batches"})
    void oneBatchIsNotSeveral(int batches, String told) {
        assertThat(IngestCommand.counted(batches)).isEqualTo(told);
    }
}
