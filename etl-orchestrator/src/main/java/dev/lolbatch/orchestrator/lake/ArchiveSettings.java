package dev.lolbatch.orchestrator.lake;

import dev.lolbatch.lake.LakeSettings;
import java.time.Duration;
import java.util.Objects;

/**
 * Where logs are kept, and for how long.
 *
 * @param lake whose Hadoop options are the archive's, too
 * @param location folder, such as hdfs://namenode:9000/data/lolbatch_logs
 * @param retention how long a log is kept after its run was requested
 * @param timeout after which an unanswered question fails; storing a log may take longer
 */
public record ArchiveSettings(LakeSettings lake, String location, Duration retention, Duration timeout) {
    private static final String FOLDER = "lolbatch_logs";

    public ArchiveSettings {
        Objects.requireNonNull(lake, "lake");
        if (location.isBlank() || location.endsWith("/")) {
            throw new IllegalArgumentException("Cannot use etl.log-archive=" + location + ": it is no folder's name;"
                    + " write for example hdfs://namenode:9000/data/lolbatch_logs, without a slash at its end");
        }
        if (retention.toDays() < 1) {
            throw new IllegalArgumentException("Cannot use etl.log-archive-retention=" + retention
                    + ": logs would go before anybody can read them; set it to 1D or more");
        }
    }

    /** The folder {@code lolbatch_logs} beside the lake's. */
    public static String besides(LakeSettings lake) {
        String location = lake.location();
        return location.substring(0, location.lastIndexOf('/') + 1) + FOLDER;
    }
}
