package dev.lolbatch.benchmarks.guide;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.dayofweek;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * The guide's {@code pyspark_etl_docker.py}, step by step: each of its reads, counts, transformations and writes in its order,
 * with the connector's defaults. It computes what the guide computes, the errors included, and is never to be improved.
 *
 * <p>Two things are added, without which it ends with an error on the lake's files and tables: {@code early_surrender} is
 * dropped, which the table does not have, and so are positions that are empty, which cannot be the key of
 * {@code position_stats}.
 *
 * <p>Arguments: the lake's folder, as a URI; the date as uuuu/MM/dd; the keyspace.
 */
public final class GuidePipeline {
    private final SparkSession spark;
    private final String keyspace;

    private GuidePipeline(SparkSession spark, String keyspace) {
        this.spark = spark;
        this.keyspace = keyspace;
    }

    public static void main(String[] arguments) {
        SparkSession spark =
                SparkSession.builder().appName("LoL_Batch_ETL_Docker").getOrCreate();
        try {
            new GuidePipeline(spark, arguments[2]).run(arguments[0] + "/" + arguments[1] + "/*.parquet");
        } finally {
            spark.stop();
        }
    }

    private void run(String path) {
        Dataset<Row> raw = read(path);
        Dataset<Row> clean = clean(raw);
        Dataset<Row> features = withFeatures(clean);
        write(features, "match_participants");
        Dataset<Row> champions = championStats(features);
        Dataset<Row> positions = positionStats(features);
        write(champions, "champion_stats");
        write(positions, "position_stats");
    }

    private Dataset<Row> read(String path) {
        Dataset<Row> raw = spark.read().parquet(path);
        System.out.println("Loaded " + raw.count() + " records from HDFS");
        return raw;
    }

    private static Dataset<Row> clean(Dataset<Row> raw) {
        long initial = raw.count();
        Dataset<Row> clean = raw.na()
                .drop(new String[] {"match_id", "summoner_name", "champion_name"})
                .filter(col("kills")
                        .geq(0)
                        .and(col("deaths").geq(0))
                        .and(col("assists").geq(0))
                        .and(col("gold_earned").gt(0))
                        .and(col("match_duration").gt(0)))
                .withColumn(
                        "kda_calculated",
                        when(col("deaths").equalTo(0), col("kills").plus(col("assists")))
                                .otherwise(col("kills").plus(col("assists")).divide(col("deaths"))));
        long left = clean.count();
        System.out.println("Cleaned data: " + (initial - left) + " removed, " + left + " remain");
        return clean;
    }

    private static Dataset<Row> withFeatures(Dataset<Row> clean) {
        return clean.withColumn("participant_id", col("summoner_name"))
                .withColumn("gold_per_minute", perMinute("gold_earned"))
                .withColumn("damage_per_minute", perMinute("total_damage"))
                .withColumn("cs_per_minute", perMinute("cs"))
                .withColumn(
                        "kill_participation",
                        round(col("kills").plus(col("assists")).divide(10.0), 2))
                .withColumn("match_hour", hour(col("match_timestamp").cast("timestamp")))
                .withColumn(
                        "match_day_of_week", dayofweek(col("match_timestamp").cast("timestamp")))
                .withColumn(
                        "is_weekend",
                        when(col("match_day_of_week").isin(1, 7), lit(true)).otherwise(lit(false)))
                .drop("ingestion_timestamp")
                .drop("early_surrender");
    }

    private static Column perMinute(String column) {
        return round(col(column).divide(col("match_duration").divide(60)), 2);
    }

    private static Dataset<Row> championStats(Dataset<Row> features) {
        Dataset<Row> stats = features.groupBy("champion_name")
                .agg(
                        count("*").alias("games_played"),
                        round(avg(col("win").cast("int")).multiply(100), 2).alias("win_rate"),
                        round(avg("kills"), 2).alias("avg_kills"),
                        round(avg("deaths"), 2).alias("avg_deaths"),
                        round(avg("assists"), 2).alias("avg_assists"),
                        round(avg("kda_calculated"), 2).alias("avg_kda"),
                        round(avg("gold_per_minute"), 2).alias("avg_gpm"),
                        round(avg("damage_per_minute"), 2).alias("avg_dpm"));
        System.out.println("Champion stats: " + stats.count() + " champions");
        return stats;
    }

    private static Dataset<Row> positionStats(Dataset<Row> features) {
        Dataset<Row> stats = features.filter(col("position").notEqual(""))
                .groupBy("position")
                .agg(
                        count("*").alias("games_played"),
                        round(avg(col("win").cast("int")).multiply(100), 2).alias("win_rate"),
                        round(avg("kda_calculated"), 2).alias("avg_kda"),
                        round(avg("gold_per_minute"), 2).alias("avg_gpm"));
        System.out.println("Position stats: " + stats.count() + " positions");
        return stats;
    }

    private void write(Dataset<Row> rows, String table) {
        rows.write()
                .format("org.apache.spark.sql.cassandra")
                .mode(SaveMode.Append)
                .option("table", table)
                .option("keyspace", keyspace)
                .save();
        System.out.println("Written " + rows.count() + " records to Cassandra table: " + table);
    }
}
