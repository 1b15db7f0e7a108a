package dev.lolbatch.cluster;

import java.io.IOException;

/** Knows how one server is started, and how it shows that it can do its work. */
sealed interface Launcher permits KafkaLauncher, HdfsLauncher, CassandraLauncher {
    /**
     * What to run; writes what the server reads at start.
     *
     * @throws IOException when its files cannot be written
     */
    JvmProcessBuilder prepare() throws IOException;

    /** Whether the server does its work; may do what can be done only then, again without harm. */
    boolean isReady() throws IOException;
}
