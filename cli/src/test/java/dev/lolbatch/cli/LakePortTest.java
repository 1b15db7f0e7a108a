package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.cluster.Ports;
import dev.lolbatch.cluster.ProjectHome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakePortTest {
    @TempDir
    Path folder;

    @Test
    void everyOtherPortMayMoveWhileThereIsALake() {
        // Given
        LakePort.requireUnmoved(settings(new Ports(1, 2, 3, 4)));
        // Then
        assertThatCode(() -> LakePort.requireUnmoved(settings(new Ports(11, 2, 13, 14))))
                .doesNotThrowAnyException();
    }

    @Test
    void namesThePortThatTheLakeStaysOn() {
        // Given
        LakePort.requireUnmoved(settings(new Ports(1, 2, 3, 4)));
        // Then
        assertThatThrownBy(() -> LakePort.requireUnmoved(settings(new Ports(1, 9, 3, 4))))
                .isInstanceOf(CommandException.class)
                .hasMessage("Cannot start HDFS on port 9: the lake in " + folder.resolve("data")
                        + " was created on port 2 and names its files by it; set LOLBATCH_HDFS_PORT=2, or remove the"
                        + " folder to begin anew");
    }

    private StackSettings settings(Ports ports) {
        return new StackSettings(ProjectHome.locate(), folder, ports, 5, 6);
    }
}
