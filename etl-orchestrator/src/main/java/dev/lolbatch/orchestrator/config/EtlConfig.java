package dev.lolbatch.orchestrator.config;

import dev.lolbatch.orchestrator.spark.DeployMode;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What the orchestrator can be told about runs, Spark and Cassandra. Every key can be given as an environment variable. */
@ConfigMapping(prefix = "etl")
public interface EtlConfig {
    /** Folder for what the jobs print, a file per run; created when absent. A log goes to the archive when its job has ended. */
    @WithDefault(".lolbatch/logs/runs")
    Path logDir();

    /**
     * Folder in which logs are kept after their runs, such as hdfs://namenode:9000/data/lolbatch_logs, without a slash at its
     * end; lolbatch_logs beside the lake's folder when absent.
     */
    Optional<String> logArchive();

    /** How long a log is kept there, at least 1D, counted from the request of its run. */
    @WithDefault("365D")
    Duration logArchiveRetention();

    /** How long the lake may take to answer. Longer: a dead NameNode holds callers up. Shorter: a slow one looks dead. */
    @WithDefault("10S")
    Duration lakeTimeout();

    /**
     * How long after the end of a date (UTC) the lake must hold every partition of the topic for the date to be complete: the time
     * for late records. Longer: more of them are in, and dates are complete that much later.
     */
    @WithDefault("10M")
    Duration completeGrace();

    Runs runs();

    Events events();

    Spark spark();

    Cassandra cassandra();

    Schedule schedule();

    Stats stats();

    /** Answers about statistics. */
    interface Stats {
        /**
         * For how long the statistics that were read last are served while Cassandra is away; such an answer says so. Afterwards, and
         * for what nobody has asked for before, the answer is 503.
         */
        @WithDefault("1H")
        Duration maxStale();
    }

    /** Runs that nobody has to ask for; off unless they are given a time. Of several replicas one does each. */
    interface Schedule {
        /**
         * When to run yesterday, and what is missing or stale of the days before it: a cron expression of five fields, in UTC, such
         * as 30 0 * * *. A time that was missed, since no orchestrator was up, is kept at the next start.
         */
        Optional<String> daily();

        /** When to run today as far as it has come, such as 5 * * * *. */
        Optional<String> hourly();

        /** How many days the daily schedule looks back. */
        @WithDefault("7")
        int catchUpDays();

        /** Whether a date waits until all of it is in the lake, etl.complete-grace after its end. Today never is. */
        @WithDefault("false")
        boolean requireComplete();

        /** How often it is looked whether a schedule is due, or a date that was waited for is complete. */
        @WithDefault("20S")
        Duration checkInterval();
    }

    /** Limits of running. */
    interface Runs {
        /** Number of jobs that run at once, of all replicas together. On local[*] each of them takes all cores. */
        @WithDefault("1")
        int maxConcurrent();

        /** Number of runs that may wait; a request beyond it is refused with 429. */
        @WithDefault("100")
        int queueCapacity();

        /** How often a running job's record is looked at; progress is as old as this at most. */
        @WithDefault("1S")
        Duration pollInterval();

        /** How long a job that is told to stop has before it is killed; Spark's own shutdown can hang for a minute. */
        @WithDefault("10S")
        Duration stopGrace();

        /**
         * How long an orchestrator may be silent before another takes its runs over. Shorter than its longest pause: it loses runs
         * that it is at. Longer: runs of one that died stand still so much longer.
         */
        @WithDefault("15S")
        Duration lease();

        /**
         * How long a job on another machine, which its dead orchestrator cannot vouch for, may be silent before it is given up.
         * Shorter than a job's start takes: it is given up in vain, and tried again.
         */
        @WithDefault("2M")
        Duration jobSilence();

        /** How often a run's job is started, when it fails of something that may pass, such as Cassandra being away. */
        @WithDefault("3")
        int maxAttempts();

        /** Wait before the second attempt; twice as long before each further one, at most an hour. */
        @WithDefault("30S")
        Duration retryBackoff();
    }

    /** What is told to those who listen to /etl/events. */
    interface Events {
        /** How often Cassandra is asked for new events while somebody listens; events are late by as much at most. */
        @WithDefault("500ms")
        Duration pollInterval();
    }

    /** How the job is started. */
    interface Spark {
        /** Folder of a Spark 3.5 distribution for Scala 2.13, with bin/spark-submit in it. */
        Path home();

        /**
         * The jar of spark-job: a path of this machine, or what the driver's machine finds: local:///… inside of its image,
         * hdfs://… and the like.
         */
        String jobJar();

        /**
         * Spark master: local[*], local[n], spark://host:port, yarn, k8s://https://host:port. With any but the first two, jobs
         * run on other machines: the lake's files and Cassandra must have addresses that hold there.
         */
        @WithDefault("local[*]")
        String master();

        /**
         * Where the driver runs: client, here, or cluster, on a machine of the cluster, where it outlives this one's end. There
         * the job's own record alone says how it ended, its log is the cluster's, and the run's log is the submitter's. To end it
         * takes a command and up to ten seconds more: with a shorter etl.runs.stop-grace than its default a run can be over
         * moments before its driver is.
         */
        @WithDefault("client")
        DeployMode deployMode();

        /** Heap of the driver, which in local mode does all the work: a number and a unit (k, m, g). */
        @WithDefault("1g")
        String driverMemory();

        /** Cores of the driver in cluster mode; Spark's default is 1. */
        OptionalInt driverCores();

        /** Heap of each executor: a number and a unit; Spark's default is 1g. Of no effect on local[*]. */
        Optional<String> executorMemory();

        /** Cores of each executor; Spark's default is 1 on yarn and k8s://, and all of a worker's on spark://. */
        OptionalInt executorCores();

        /**
         * Number of executors; Spark's default is 2 on yarn and k8s://, and as many as there is room for on spark://, where it
         * goes with executor-cores: their product is what a job takes of the cluster.
         */
        OptionalInt executors();

        /** A file in the format of spark-defaults.conf: wins over that of the Spark home, and any key here over it. */
        Optional<Path> propertiesFile();

        /** Further Spark configuration by its full name, such as etl.spark.conf."spark.executor.memory"; wins over ours. */
        Map<String, String> conf();
    }

    /** The job's and the orchestrator's keyspace. Where Cassandra is, quarkus.cassandra.* says. */
    interface Cassandra {
        /** Name of the keyspace. */
        @WithDefault("lol_data")
        String keyspace();

        /**
         * Copies of each row, when the keyspace is created: SimpleStrategy:n or NetworkTopologyStrategy:dc1=n,dc2=n. With
         * one copy, losing a node loses runs and statistics.
         */
        @WithDefault("SimpleStrategy:1")
        String replication();

        /** Set by quarkus.cassandra.auth.username, for the job. */
        @WithDefault("${quarkus.cassandra.auth.username:}")
        Optional<String> username();

        /** Set by quarkus.cassandra.auth.password, for the job. */
        @WithDefault("${quarkus.cassandra.auth.password:}")
        Optional<String> password();
    }
}
