package dev.lolbatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirLockTest {
    @TempDir
    Path folder;

    @Test
    void folderInUseIsRefused() {
        try (DataDirLock first = DataDirLock.acquire(folder)) {
            assertThat(first).isNotNull();

            // Then
            assertThatThrownBy(() -> DataDirLock.acquire(folder))
                    .isInstanceOf(ClusterException.class)
                    .hasMessage("Cannot use the data folder " + folder
                            + ": another cluster runs on it; stop that one, or choose another folder");
        }
    }

    @Test
    void folderIsFreeAgainAfterClose() {
        // Given
        DataDirLock.acquire(folder).close();

        // Then
        assertThatCode(() -> DataDirLock.acquire(folder).close()).doesNotThrowAnyException();
    }

    @Test
    void folderWithACommaIsRefused() {
        // Then
        assertThatThrownBy(() -> DataDirLock.acquire(folder.resolve("a,b")))
                .isInstanceOf(ClusterException.class)
                .hasMessage("Cannot use the data folder " + folder.resolve("a,b")
                        + ": its name has a comma; choose another folder");
    }
}
