package dev.lolbatch.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

class FailureTextTest {
    @Test
    void theFirstCauseCountsAndItsFirstLine() {
        assertThat(FailureText.of(new IllegalStateException("outer", new IOException("inner\nand more"))))
                .isEqualTo("inner");
    }

    @Test
    void adviceForProgrammersIsLeftOut() {
        assertThat(FailureText.of(new IOException("Call failed: Connection refused; For more details see: http://x")))
                .isEqualTo("Call failed: Connection refused");
    }

    @Test
    void javasHttpClientThatIsRefusedSaysSo() {
        // Given
        IOException refused = new ConnectException();
        refused.initCause(new ClosedChannelException());

        // When, then
        assertThat(FailureText.of(refused)).isEqualTo("Connection refused");
    }

    @Test
    void whatSaysNothingIsCalledByItsName() {
        assertThat(FailureText.of(new InterruptedException())).isEqualTo("InterruptedException");
    }
}
