package dev.lolbatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.lake.LakeSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The archive that the build makes of the job's classes, and the list that it is made of. */
@LocalServers({Server.HDFS, Server.CASSANDRA})
@ExtendWith({LocalClusterExtension.class, LocalSpark.class})
class ClassArchiveIT {
    private static final String DATE = "2026-01-17";
    private static final Instant SATURDAY = Instant.parse("2026-01-17T01:30:00Z");
    private static final String KEYSPACE = "class_archive_it";
    private static final Path LIST = Path.of("src/main/class-archive/classes.list.gz");
    /** Where a new list goes; set by {@code make job-classes}. */
    private static final String LIST_PROPERTY = "lolbatch.job.class-list";
    /** Comments, and classes that are made anew, under new names, in each run. */
    private static final Predicate<String> NOT_LISTED =
            Pattern.compile("^#|^$|/\\$Proxy|^jdk/internal/reflect/Generated").asPredicate();
    /** What is signed cannot be archived; that is Spark's Java compiler, and 2 % of the classes. */
    private static final double READ_FROM_JARS = 0.04;

    @TempDir
    private Path folder;

    private TestLake lake;
    private Map<String, String> conf;

    @BeforeEach
    void open(LocalCluster cluster, SparkSession spark) {
        LakeSettings settings = LakeSettings.jdbc(
                "jdbc:sqlite:" + folder.resolve("lake.db") + "?busy_timeout=20000",
                cluster.hdfsUri() + "/data/class_archive_it");
        lake = TestLake.open(spark, settings).created();
        lake.append(LakeRow.of("EUW1_7", "puuid-1", SATURDAY));
        conf = TestLake.jobSettings(settings, cluster, KEYSPACE);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void aRunTakesNearlyAllClassesFromTheArchive() throws Exception {
        // Given
        Path loaded = folder.resolve("loaded");

        // When
        SubmittedJob job = submit("-Xlog:class+load:file=" + loaded);

        // Then
        assertThat(job.exitCode()).as(job.log()).isZero();
        List<String> classes = Files.readAllLines(loaded);
        assertThat(classes).anyMatch(line -> line.contains(StatisticsJob.class.getName() + " source: shared objects"));
        assertThat((double) count(classes, "source: file:") / classes.size())
                .as("share of classes that are read from jars; make job-classes lists what the job loads now")
                .isLessThan(READ_FROM_JARS);
        assertThat(job.log()).doesNotContain("[warning]");
    }

    @Test
    void aRunLoadsNearlyNothingThatIsNotListed() throws Exception {
        // Given
        Path loaded = folder.resolve("loaded");

        // When
        SubmittedJob job = submit("-Xshare:off -XX:DumpLoadedClassList=" + loaded);

        // Then
        assertThat(job.exitCode()).as(job.log()).isZero();
        // Sorted, so that the same run makes the same list.
        List<String> listed = Files.readAllLines(loaded).stream()
                .filter(NOT_LISTED.negate())
                .distinct()
                .sorted()
                .toList();
        write(
                listed,
                Path.of(System.getProperty(
                        LIST_PROPERTY, folder.resolve("classes.list.gz").toString())));
        Set<String> known = Set.copyOf(read(LIST));
        assertThat((double) listed.stream()
                                .filter(line -> !known.contains(line))
                                .count()
                        / listed.size())
                .as("share of classes that are not listed; make job-classes lists what the job loads now")
                .isLessThan(READ_FROM_JARS);
    }

    private static List<String> read(Path list) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(list)), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }

    private static void write(List<String> lines, Path list) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(list))) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private SubmittedJob submit(String jvmOptions) throws IOException {
        conf.put("spark.driver.extraJavaOptions", jvmOptions);
        return SubmittedJob.start(folder, conf, "--run-id", "run-1", "--date", DATE);
    }

    private static long count(List<String> lines, String part) {
        return lines.stream().filter(line -> line.contains(part)).count();
    }
}
