package dev.lolbatch.cli.deployment;

import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the lake to look at it: nothing is made, not even the file of an SQLite catalog. */
public final class LakeClient {
    private LakeClient() {}

    /**
     * Opens the catalog; one that does not answer is its own exception.
     *
     * @throws IllegalStateException when the file of an SQLite catalog is not there
     */
    public static Lake open(LakeSettings settings) {
        Optional<Path> file = settings.sqliteFile().filter(Files::notExists);
        if (file.isPresent()) {
            throw new IllegalStateException("there is no file %s".formatted(file.get()));
        }
        return Lake.open(settings);
    }
}
