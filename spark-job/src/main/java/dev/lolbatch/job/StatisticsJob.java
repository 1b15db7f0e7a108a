package dev.lolbatch.job;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkConf;

/**
 * Main class of the job; {@link JobArguments#USAGE} says how to call it. Exit codes: 0 done, 1 failed, and the last line of
 * stderr is the one sentence that says why and what to do, 2 wrong usage, 75 as 1, and the same may succeed later; 143 and 130 after SIGTERM and SIGINT.
 */
public final class StatisticsJob {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    /** After sysexits' EX_TEMPFAIL. */
    private static final int FAILED_FOR_NOW = 75;

    private final SparkConf conf;
    private final Clock clock;
    private final PrintStream out;
    private final PrintStream err;

    StatisticsJob(SparkConf conf, Clock clock, PrintStream out, PrintStream err) {
        this.conf = conf;
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    /** Exits the JVM at the end: threads of the drivers would keep it alive. */
    public static void main(String[] arguments) {
        JobLogging.quiet();
        StatisticsJob job = new StatisticsJob(new SparkConf(), Clock.systemUTC(), System.out, System.err);
        System.exit(job.run(Arrays.asList(arguments)));
    }

    /** Runs the job and returns the exit code. */
    int run(List<String> arguments) {
        if (arguments.contains("--help")) {
            out.println(JobArguments.USAGE);
            return DONE;
        }
        try {
            JobArguments asked = JobArguments.parse(arguments);
            new RecordedRun(DriverSecrets.added(conf, System.getenv()), clock).execute(asked);
            return DONE;
        } catch (UsageException e) {
            err.println(JobArguments.USAGE);
            err.println(e.getMessage());
            return WRONG_USAGE;
        } catch (JobFailure e) {
            // Nothing may speak after the last line.
            JobLogging.silence();
            err.println(e.getMessage());
            return e.isTemporary() ? FAILED_FOR_NOW : FAILED;
        }
    }
}
