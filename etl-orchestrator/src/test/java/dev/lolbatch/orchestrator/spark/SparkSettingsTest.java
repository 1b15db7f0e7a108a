package dev.lolbatch.orchestrator.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.orchestrator.FakeSparkHome;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkSettingsTest {
    private static final Resources ASKED =
            new Resources("2g", OptionalInt.of(1), Optional.of("3g"), OptionalInt.of(2), OptionalInt.of(4));
    private static final Map<String, String> ON_THIS_MACHINE = Map.of(
            "spark.sql.catalog.lake.uri", "jdbc:sqlite:/lake.db",
            "spark.sql.catalog.lake.warehouse", "file:/data",
            "spark.cassandra.connection.host", "127.0.0.1");

    @TempDir
    private Path folder;

    private FakeSparkHome spark;

    @BeforeEach
    void build() {
        spark = FakeSparkHome.create(folder.resolve("spark"));
    }

    @Test
    void aStandaloneMasterIsToldTheCoresOfAllExecutors() {
        assertThat(settings("spark://m:7077", DeployMode.CLIENT, "job.jar", Map.of())
                        .entries())
                .isEqualTo(Map.of(
                        "spark.driver.memory", "2g",
                        "spark.driver.cores", "1",
                        "spark.executor.memory", "3g",
                        "spark.executor.cores", "2",
                        "spark.cores.max", "8"));
    }

    @Test
    void yarnAndKubernetesAreToldTheNumberOfExecutors() {
        assertThat(settings("yarn", DeployMode.CLIENT, "job.jar", Map.of()).entries())
                .containsEntry("spark.executor.instances", "4")
                .doesNotContainKey("spark.cores.max");
        assertThat(settings("k8s://https://api:6443", DeployMode.CLUSTER, "local:///job.jar", Map.of())
                        .entries())
                .containsEntry("spark.executor.instances", "4");
    }

    @Test
    void confWinsOverTheKeysOfTheResources() {
        assertThat(settings("yarn", DeployMode.CLIENT, "job.jar", Map.of("spark.executor.memory", "9g"))
                        .entries())
                .containsEntry("spark.executor.memory", "9g");
    }

    @Test
    void aMasterOfNoKnownKindIsRefused() {
        assertThatThrownBy(() -> SparkMaster.parse("mesos://m:5050"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot use etl.spark.master=mesos://m:5050: no job can be started on a master of this kind;"
                                + " write local[*], spark://host:port, yarn or k8s://https://host:port");
        assertThatThrownBy(() -> SparkMaster.parse(" "))
                .hasMessage("Cannot use an empty etl.spark.master: Spark would refuse every job; write for example"
                        + " local[*]");
    }

    @Test
    void clusterModeNeedsACluster() {
        assertThatThrownBy(() -> settings("local[*]", DeployMode.CLUSTER, "job.jar", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot use etl.spark.deploy-mode=cluster with etl.spark.master=local[*]: there is no cluster"
                                + " for the driver to run on, and Spark would refuse every job; set it to client or name a"
                                + " cluster's master");
    }

    @Test
    void workersDoNotKnowJarsOfAnImage() {
        assertThatThrownBy(() -> settings("spark://m:7077", DeployMode.CLUSTER, "local:///job.jar", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot use etl.spark.job-jar=local:///job.jar in cluster mode on spark://m:7077: its workers"
                                + " do not know local:, and every driver would fail; write the path that the jar has on each"
                                + " worker, or an address such as hdfs://");
    }

    @Test
    void executorsOfAStandaloneMasterNeedTheirCores() {
        assertThatThrownBy(() -> SparkMaster.parse("spark://m:7077")
                        .executors(new Resources(
                                "1g", OptionalInt.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.of(3))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot use etl.spark.executors=3 on spark://m:7077: such a master counts cores, and how many"
                                + " an executor has is not said; set etl.spark.executor-cores as well");
    }

    @Test
    void resourcesThatSparkWouldRefuseAreRefused() {
        assertThatThrownBy(() -> Resources.ofDriver("1 GB"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot use etl.spark.driver-memory=1 GB: Spark would refuse every job; write a number and a"
                                + " unit, such as 1g or 768m");
        assertThatThrownBy(() -> new Resources(
                        "1g", OptionalInt.of(0), Optional.empty(), OptionalInt.empty(), OptionalInt.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot use etl.spark.driver-cores=0: Spark would refuse every job; set it to 1 or more, or"
                        + " leave it out");
    }

    @Test
    void aJarOfAnImageIsNotLookedForOnThisMachine() {
        assertThat(settings("k8s://https://api:6443", DeployMode.CLUSTER, "local:///opt/job.jar", Map.of())
                        .fault())
                .isEmpty();
        assertThat(settings("k8s://https://api:6443", DeployMode.CLUSTER, "/opt/absent.jar", Map.of())
                        .fault())
                .contains("Cannot start jobs: /opt/absent.jar is no readable file; build spark-job or set"
                        + " etl.spark.job-jar to its jar");
    }

    @Test
    void aPropertiesFileThatIsAbsentIsNamedWithItsRemedy() {
        // Given
        Path absent = folder.resolve("absent.conf");

        // When
        SparkSettings settings = new SparkSettings(
                spark.home(),
                JobJar.parse(spark.jobJar().toString()),
                SparkMaster.parse("local[1]"),
                DeployMode.CLIENT,
                Resources.ofDriver("1g"),
                Optional.of(absent),
                Map.of(),
                folder);

        // Then
        assertThat(settings.fault())
                .contains("Cannot start jobs: " + absent
                        + " is no readable file; correct etl.spark.properties-file or leave it out");
    }

    @Test
    void whatIsOnThisMachineIsCautionedAboutWhereJobsRunOnOthers() {
        assertThat(settings("local[*]", DeployMode.CLIENT, "job.jar", ON_THIS_MACHINE)
                        .cautions())
                .containsExactly("etl.spark.executor* change nothing on local[*]: the driver does all the work; set"
                        + " etl.spark.driver-memory, or name a cluster's master");
        assertThat(settings("yarn", DeployMode.CLIENT, "job.jar", ON_THIS_MACHINE)
                        .cautions())
                .containsExactly(
                        "The lake at file:/data is in this machine's files: executors on other machines find it on a"
                                + " shared file system only; name a lake.location such as hdfs://",
                        "Cassandra at 127.0.0.1 is this machine: jobs on other machines look for it on theirs; name it in"
                                + " quarkus.cassandra.contact-points as they see it");
        assertThat(settings("spark://m:7077", DeployMode.CLUSTER, "/job.jar", ON_THIS_MACHINE)
                        .cautions())
                .hasSize(4)
                .contains(
                        "The lake's catalog is a file of this machine: in cluster mode the driver finds it on a shared"
                                + " file system only; name a catalog that is a server, such as jdbc:postgresql:// in"
                                + " lake.catalog-uri",
                        "The job's jar /job.jar is a file of this machine: in cluster mode each worker looks for it at the"
                                + " same path; put it there, or on hdfs:// and the like");
        assertThat(settings("k8s://https://api:6443", DeployMode.CLUSTER, "/job.jar", Map.of())
                        .cautions())
                .containsExactly("The job's jar /job.jar is a file of this machine: Spark uploads it only where"
                        + " spark.kubernetes.file.upload.path says to; name the one in the image, local:///…");
    }

    @Test
    void nothingIsCautionedAboutWhereEverythingHasAnAddress() {
        assertThat(settings(
                                "k8s://https://api:6443",
                                DeployMode.CLUSTER,
                                "local:///job.jar",
                                Map.of(
                                        "spark.sql.catalog.lake.uri", "jdbc:postgresql://catalog/lake",
                                        "spark.sql.catalog.lake.warehouse", "hdfs://namenode:9000/data",
                                        "spark.cassandra.connection.host", "cassandra"))
                        .cautions())
                .isEmpty();
    }

    private SparkSettings settings(String master, DeployMode mode, String jar, Map<String, String> conf) {
        return new SparkSettings(
                spark.home(),
                JobJar.parse(jar),
                SparkMaster.parse(master),
                mode,
                ASKED,
                Optional.empty(),
                conf,
                folder.resolve("logs"));
    }
}
