package dev.lolbatch.cli.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFolderTest {
    private static final Instant NOW = Instant.parse("2026-01-13T10:00:00Z");

    @TempDir
    Path parent;

    @Test
    void whatACommandHasLeftThatWasKilledIsRemovedWhenItIsOld() throws Exception {
        // Given
        Path old = unfinished(".unfinished-1", NOW.minusSeconds(3601));
        Path fresh = unfinished(".unfinished-2", NOW.minusSeconds(3599));

        // When
        BackupFolder written = write();

        // Then
        assertThat(old).doesNotExist();
        try (Stream<Path> left = Files.list(parent)) {
            assertThat(left).containsExactlyInAnyOrder(written.path(), fresh);
        }
        assertThat(written.read().get("group.json")).asString(UTF_8).isEqualTo("{}");
    }

    @Test
    void oneThatIsThereAlreadyIsLeftAlone() {
        // Given
        BackupFolder first = write();

        // When, then
        assertThatThrownBy(this::write)
                .isInstanceOf(CommandException.class)
                .hasMessage("Cannot write backup %s: there is one of this second already; call it again"
                        .formatted(first.path()));
        assertThat(parent).isDirectoryNotContaining("glob:**.unfinished-*");
    }

    private BackupFolder write() {
        return BackupFolder.write(parent, NOW, Map.of(), Map.of("group.json", "{}".getBytes(UTF_8)));
    }

    private Path unfinished(String name, Instant modified) throws IOException {
        Path folder = Files.createDirectory(parent.resolve(name));
        Files.writeString(folder.resolve("group.json"), "{}");
        return Files.setLastModifiedTime(folder, FileTime.from(modified));
    }
}
