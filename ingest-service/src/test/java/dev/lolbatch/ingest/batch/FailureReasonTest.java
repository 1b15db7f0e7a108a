package dev.lolbatch.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;

class FailureReasonTest {
    @Test
    void namesWhatFailedAndTheCauseAtTheBottom() {
        // Given
        IOException full = new IOException("The DiskSpace quota of /lake is exceeded\n\tat org.apache.hadoop.Server");
        // Then
        assertThat(FailureReason.of(new UncheckedIOException(
                        "Cannot write lake file /lake/a.parquet", new IOException("remote", full))))
                .isEqualTo("Cannot write lake file /lake/a.parquet: java.io.IOException:"
                        + " The DiskSpace quota of /lake is exceeded");
    }

    @Test
    void saysWhoMayNotWriteWhere() {
        // Given
        IOException denied = new AccessControlException(
                "Permission denied: user=stranger, access=WRITE, inode=\"/data\":hdfs:supergroup:drwxr-xr-x\n\tat x.Y");
        // Then
        assertThat(FailureReason.of(new UncheckedIOException("Failed to create file: /data/a", denied)))
                .isEqualTo(
                        "Failed to create file: /data/a: org.apache.hadoop.security.AccessControlException: Permission"
                                + " denied: user=stranger, access=WRITE, inode=\"/data\":hdfs:supergroup:drwxr-xr-x");
    }

    @Test
    void tellsAnExceptionThatOnlyWrapsAnotherOnce() {
        // Then
        assertThat(FailureReason.of(new UncheckedIOException(new IOException("no route"))))
                .isEqualTo("UncheckedIOException: java.io.IOException: no route");
        assertThat(FailureReason.of(new IllegalStateException("closed")))
                .isEqualTo("java.lang.IllegalStateException: closed");
    }
}
