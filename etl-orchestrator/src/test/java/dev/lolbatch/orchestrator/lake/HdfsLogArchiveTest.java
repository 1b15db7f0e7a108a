package dev.lolbatch.orchestrator.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.lake.LakeSettings;
import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** On the local file system. */
class HdfsLogArchiveTest extends LogArchiveContract {
    @Override
    protected String location() {
        return folder.toUri() + "lolbatch_logs";
    }

    @Test
    void aNameNodeThatNeverAnswersIsUnavailableAfterTheTimeout() throws IOException {
        // Given
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HdfsLogArchive archive =
                        archive("hdfs://127.0.0.1:" + silent.getLocalPort() + "/logs", Duration.ofMillis(300))) {

            // Then
            assertThatThrownBy(() -> archive.find("20260113T101500123Z-7f3a9c"))
                    .isInstanceOfSatisfying(OrchestratorException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.LAKE_UNAVAILABLE);
                        assertThat(e.retryAfter()).contains(Duration.ofSeconds(10));
                    })
                    .hasMessage("Cannot reach the archive of logs at hdfs://127.0.0.1:" + silent.getLocalPort()
                            + "/logs: it has not answered within 300 ms; check that HDFS is up, and etl.log-archive");
        }
    }

    @Test
    void theArchiveIsBesideTheLake() {
        assertThat(ArchiveSettings.besides(LakeSettings.jdbc("jdbc:sqlite:x", "hdfs://nn:9000/data/lol_matches")))
                .isEqualTo("hdfs://nn:9000/data/lolbatch_logs");
    }

    @Test
    void settingsThatCannotWorkAreRefused() {
        LakeSettings lake = LakeSettings.jdbc("jdbc:sqlite:x", "hdfs://nn:9000/data/lol_matches");
        assertThatThrownBy(() -> new ArchiveSettings(lake, "hdfs://nn/logs/", Duration.ofDays(1), Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot use etl.log-archive=hdfs://nn/logs/: it is no folder's name; write for example"
                        + " hdfs://namenode:9000/data/lolbatch_logs, without a slash at its end");
        assertThatThrownBy(() -> new ArchiveSettings(lake, "hdfs://nn/logs", Duration.ZERO, Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot use etl.log-archive-retention=PT0S: logs would go before anybody can read them;"
                        + " set it to 1D or more");
    }
}
