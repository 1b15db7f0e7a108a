package dev.lolbatch.ingest.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalLong;

/** What the service reads and how it batches. Every key can be given as an environment variable: INGEST_TOPIC, … */
@ConfigMapping(prefix = "ingest")
public interface IngestConfig {
    /** Topic of matches. */
    @WithDefault("lol_matches")
    String topic();

    /** Topic of records that cannot be a match; with {@code _replay} behind it, group and transactional id of its replays. */
    @WithDefault("lol_matches_dlq")
    String dlqTopic();

    /** Consumer group; several instances of one group share the partitions. */
    @WithDefault("batch_consumer_group")
    String groupId();

    /**
     * Whether to begin at the group's offset where the lake has none. Off, such a group stops the service: the lake may
     * have lost its history.
     */
    @WithDefault("false")
    boolean adoptGroupOffsets();

    /** Largest value of a record that is read as a match; a larger one goes to the dead letter topic. */
    @WithDefault("10485760")
    int maxMessageBytes();

    /** Partitions that are read at the same time, each on a thread. */
    @WithDefault("2")
    int readerThreads();

    /** Number of batches after which the service exits with 0; absent, it never does. */
    OptionalLong maxBatches();

    /** When a batch is committed. */
    BatchConfig batch();

    /** How failing steps are repeated. */
    RetryConfig retry();

    /** How far in time the lake holds partitions that nobody writes to. */
    WatermarkConfig watermark();

    /** Time to commit the last batch in at a stop; give the pod a longer grace period. */
    @WithDefault("20S")
    Duration shutdownTimeout();

    /**
     * Time that a rebalance waits for the last commit of partitions that are given up. Longer than a commit takes, much
     * shorter than max.poll.interval.ms; what is not committed by then is read again by the next owner.
     */
    @WithDefault("5S")
    Duration revokeTimeout();

    /** Time that one attempt to write or commit may take before the process calls itself dead. */
    @WithDefault("10M")
    Duration stuckAfter();

    /** How the lake's table is kept small. */
    MaintenanceConfig maintenance();

    /** Limits of a batch; the first one reached commits it. */
    interface BatchConfig {
        /** Messages, rejects included. */
        @WithDefault("50")
        int maxMatches();

        /** Bytes of the messages' values. */
        @WithDefault("134217728")
        long maxBytes();

        /** Bytes of the values of rejects, which are held until the dead letter topic has them. */
        @WithDefault("16777216")
        long maxRejectedBytes();

        /** Wall-clock time since the batch's first message, on an idle topic too. */
        @WithDefault("60S")
        Duration maxAge();
    }

    /** By the watermarks of all partitions it is known whether a date is complete. */
    interface WatermarkConfig {
        /**
         * Time from midnight (UTC) to the first commit that only says that partitions are idle, the next ones coming when
         * the time since midnight has doubled. Shorter completes dates sooner on an idle topic, by one more empty commit a
         * day for each halving.
         */
        @WithDefault("5M")
        Duration idleInterval();
    }

    /** Repeats never end, because nothing may be lost; these say how fast, and when to call for help. */
    interface RetryConfig {
        /** Failures in a row after which readiness is DOWN. */
        @WithDefault("3")
        int attempts();

        /** Time that a step may take, repeats included, before readiness is DOWN whatever the number of failures. */
        @WithDefault("30S")
        Duration patience();

        /** Wait after the first failure; doubles with each. */
        @WithDefault("5S")
        Duration backoff();

        /** Longest wait. */
        @WithDefault("60S")
        Duration maxBackoff();
    }

    /** Snapshots that expire and orphans that are deleted; all instances do it, and may do it at once. */
    interface MaintenanceConfig {
        /** Time between two runs of an instance. */
        @WithDefault("10M")
        Duration interval();

        /**
         * Age up to which a snapshot can be read. Longer than a job reads one that it did not tag: a younger snapshot than
         * this never expires but by {@link #maxSnapshots()}.
         */
        @WithDefault("6H")
        Duration snapshotRetention();

        /** Newest snapshots that are kept at any age. */
        @WithDefault("10")
        int minSnapshots();

        /**
         * Snapshots beyond which the oldest expire at any age, unless a tag or a branch keeps them: every commit writes the
         * list of all, so that a backlog of small batches would make its own commits ever slower.
         */
        @WithDefault("500")
        int maxSnapshots();

        /**
         * Age at which a file that no snapshot refers to is deleted. Longer than any other writer of the table, such as a
         * compaction, takes from its first file to its commit; ingest itself writes a batch anew that waited as long. At
         * least an hour.
         */
        @WithDefault("3D")
        Duration orphanAge();
    }
}
