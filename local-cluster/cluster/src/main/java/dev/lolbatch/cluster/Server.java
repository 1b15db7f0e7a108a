package dev.lolbatch.cluster;

import java.util.Locale;

/** The servers that a {@link LocalCluster} can run. */
public enum Server {
    KAFKA,
    HDFS,
    CASSANDRA;

    /** The name of its folder under {@code local-cluster/}, of its data folder, and of its log. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
