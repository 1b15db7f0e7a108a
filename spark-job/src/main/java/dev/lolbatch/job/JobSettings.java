package dev.lolbatch.job;

import dev.lolbatch.cql.Replication;
import dev.lolbatch.cql.SchemaSettings;
import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.network.util.JavaUtils;

/**
 * The job's own settings, {@code spark.lolbatch.*}; {@link JobArguments#USAGE} has their defaults and consequences.
 *
 * @param replication of a keyspace that does not exist yet
 * @param versionsKept published versions of each view that stay for a rollback, at least 1
 * @param completeGrace how long after its end (UTC) the lake must hold every partition for a date to be complete; not negative,
 *     10 minutes by default; longer takes more late records for missing, and calls dates complete that much later
 * @param writesInFlight batches that a task has on their way to Cassandra at once, at least 1
 */
record JobSettings(
        String keyspace,
        String replication,
        int versionsKept,
        Remakes remakes,
        Duration completeGrace,
        int writesInFlight)
        implements Serializable {
    /** Whether the views count matches that ended in an early surrender. */
    enum Remakes {
        EXCLUDE,
        INCLUDE
    }

    /** @throws JobFailure when a setting cannot be used */
    static JobSettings of(SparkConf conf) {
        JobSettings settings = new JobSettings(
                conf.get("spark.lolbatch.keyspace", SchemaSettings.defaults().keyspace()),
                conf.get("spark.lolbatch.replication", "SimpleStrategy:1"),
                positive(conf, "spark.lolbatch.views.keep", "3"),
                remakes(conf),
                duration(conf, "spark.lolbatch.complete.grace", "10m"),
                positive(conf, "spark.lolbatch.writes-in-flight", "64"));
        settings.schema();
        return settings;
    }

    /** @throws JobFailure when the keyspace or the replication cannot be used */
    SchemaSettings schema() {
        try {
            return new SchemaSettings(keyspace, Replication.parse(replication));
        } catch (IllegalArgumentException e) {
            throw JobFailure.saying(e);
        }
    }

    private static Remakes remakes(SparkConf conf) {
        String text = conf.get("spark.lolbatch.views.remakes", "exclude");
        try {
            return Remakes.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw unusable("spark.lolbatch.views.remakes", text, "set exclude or include");
        }
    }

    private static Duration duration(SparkConf conf, String key, String otherwise) {
        String text = conf.get(key, otherwise);
        try {
            Duration duration = Duration.ofSeconds(JavaUtils.timeStringAsSec(text));
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (NumberFormatException e) {
            throw unusable(key, text, "set a time such as 600s, 10m or 2h");
        }
        throw unusable(key, text, "set a time such as 600s, 10m or 2h");
    }

    private static int positive(SparkConf conf, String key, String otherwise) {
        String text = conf.get(key, otherwise);
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw unusable(key, text, "set a whole number of at least 1");
        }
        throw unusable(key, text, "set a whole number of at least 1");
    }

    private static JobFailure unusable(String key, String value, String remedy) {
        return JobFailure.of("use " + key, "'" + value + "' is no value of it", remedy);
    }
}
