package dev.lolbatch.orchestrator.spark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What a submitter logs: the name of the driver, which Spark logs at INFO and with which a standalone cluster's submitter would
 * keep to itself. The driver logs as its cluster has it.
 */
final class SubmitterLogging {
    private static final String NAME = "submitter-log4j2.properties";

    private SubmitterLogging() {}

    /** Writes the configuration into a folder, whole at any time, since others may be reading it. */
    static Path write(Path folder) throws IOException {
        Path half = Files.createTempFile(folder, NAME, ".half");
        try (InputStream content = SubmitterLogging.class.getResourceAsStream(NAME)) {
            Files.copy(content, half, StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.move(
                half, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
