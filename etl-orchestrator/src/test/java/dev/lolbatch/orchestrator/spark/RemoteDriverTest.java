package dev.lolbatch.orchestrator.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.launcher.SparkLauncher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each kind of master is told in cluster mode; the standalone one is used for real in StandaloneMasterIT. */
class RemoteDriverTest {
    private static final String ID = "20260113T101500123Z-7f3a9c";
    private static final String POD = "lolbatch-20260113t101500123z-7f3a9c-driver";
    private static final Map<String, String> CONF = Map.of(
            "spark.cassandra.auth.password", "hunter2",
            "spark.sql.catalog.lake.jdbc.password", "hunter2",
            "spark.authenticate.secret", "of Spark itself",
            "spark.cassandra.connection.host", "c1");

    @TempDir
    private Path folder;

    private final RemoteDriver standalone = new StandaloneDriver("spark://m:7077");
    private final RemoteDriver yarn = new YarnDriver();
    private final RemoteDriver kubernetes = new KubernetesDriver("k8s://https://api:6443", Path.of("absent"));

    @Test
    void aStandaloneSubmitterStaysUntilTheDriverEndsAndShowsNoPassword() {
        // When
        Submission submission = standalone.submission(ID, CONF);

        // Then
        assertThat(submission.conf())
                .isEqualTo(Map.of(
                        "spark.authenticate.secret", "of Spark itself",
                        "spark.cassandra.connection.host", "c1",
                        "spark.driver.extraJavaOptions", JavaModuleOptions.defaultModuleOptions(),
                        "spark.standalone.submit.waitAppCompletion", "true",
                        "spark.master.rest.enabled", "false",
                        "spark.driver.supervise", "false"));
        assertThat(submission.environment()).containsOnlyKeys("SPARK_LOLBATCH_SECRETS");
        assertThat(submission.environment().get("SPARK_LOLBATCH_SECRETS"))
                .contains("spark.cassandra.auth.password=hunter2", "spark.sql.catalog.lake.jdbc.password=hunter2");
        assertThat(submission.toString()).doesNotContain("hunter2");
    }

    @Test
    void aStandaloneDriverHasTheModuleOptionsThatSparkNeedsAndThenItsOwn() {
        assertThat(standalone
                        .submission(ID, Map.of("spark.driver.extraJavaOptions", "-Xss4m"))
                        .conf())
                .containsEntry("spark.driver.extraJavaOptions", JavaModuleOptions.defaultModuleOptions() + " -Xss4m");
    }

    @Test
    void aYarnSubmitterStaysUntilTheDriverEndsAndStartsItOnce() {
        // When
        Submission submission = yarn.submission(ID, CONF);

        // Then
        assertThat(submission.conf())
                .containsAllEntriesOf(CONF)
                .containsEntry("spark.yarn.submit.waitAppCompletion", "true")
                .containsEntry("spark.yarn.maxAppAttempts", "1");
        assertThat(submission.environment()).isEmpty();
    }

    @Test
    void aKubernetesSubmitterStaysUntilThePodOfTheRunEnds() {
        // When
        Submission submission = kubernetes.submission(ID, CONF);

        // Then
        assertThat(submission.conf())
                .containsAllEntriesOf(CONF)
                .containsEntry("spark.kubernetes.submission.waitAppCompletion", "true")
                .containsEntry("spark.kubernetes.driver.pod.name", POD);
        assertThat(submission.environment()).isEmpty();
    }

    @Test
    void whereASecretHasThePasswordsOnKubernetesTheConfigMapHasNot() {
        // When
        Submission submission = kubernetes.submission(
                ID,
                Map.of(
                        "spark.kubernetes.driver.secretKeyRef.SPARK_LOLBATCH_SECRETS",
                        "lolbatch-job:secrets",
                        "spark.cassandra.auth.password",
                        "hunter2"));

        // Then
        assertThat(submission.conf())
                .doesNotContainKey("spark.cassandra.auth.password")
                .containsKey("spark.kubernetes.driver.secretKeyRef.SPARK_LOLBATCH_SECRETS");
    }

    @Test
    void driversAreFoundByWhatTheSubmitterPrinted() {
        assertThat(standalone.find(
                        ID, CONF, "INFO ClientEndpoint: Driver successfully submitted as driver-20260113101500-0007\n"))
                .contains("driver-20260113101500-0007");
        assertThat(standalone.find(ID, CONF, "waiting before polling master for driver state"))
                .isEmpty();
        assertThat(yarn.find(ID, CONF, "INFO Client: Submitted application application_1768300000000_0042\n"))
                .contains("application_1768300000000_0042");
        assertThat(yarn.find(ID, CONF, "Requesting a new application")).isEmpty();
    }

    @Test
    void driversOnKubernetesAreNamedAfterTheirRun() {
        assertThat(kubernetes.find(ID, CONF, "")).contains("default:" + POD);
        assertThat(kubernetes.find(ID, Map.of("spark.kubernetes.namespace", "lol"), ""))
                .contains("lol:" + POD);
    }

    @Test
    void driversOnKubernetesAreInTheNamespaceOfTheOrchestratorUnlessAnotherIsNamed() throws IOException {
        // Given
        Path own = Files.writeString(folder.resolve("namespace"), "lol\n");
        RemoteDriver inAPod = new KubernetesDriver("k8s://https://api:6443", own);

        // Then
        assertThat(inAPod.submission(ID, CONF).conf()).containsEntry("spark.kubernetes.namespace", "lol");
        assertThat(inAPod.submission(ID, Map.of("spark.kubernetes.namespace", "other"))
                        .conf())
                .containsEntry("spark.kubernetes.namespace", "other");
    }

    @Test
    void driversAreEndedByTheirMastersOwnCommand() throws Exception {
        assertThat(killed(standalone, "driver-1-0001"))
                .isEqualTo("--master local --conf spark.standalone.submit.waitAppCompletion=true --class"
                        + " org.apache.spark.deploy.Client spark-internal --verbose kill spark://m:7077 driver-1-0001");
        assertThat(killed(yarn, "application_1_0001"))
                .isEqualTo("--master local --class org.apache.hadoop.yarn.client.cli.ApplicationCLI spark-internal"
                        + " application -kill application_1_0001");
        assertThat(killed(kubernetes, "lol:" + POD)).isEqualTo("--master k8s://https://api:6443 --kill lol:" + POD);
    }

    /** The arguments of the spark-submit. */
    private String killed(RemoteDriver driver, String name) throws IOException, InterruptedException {
        Path submit = Files.createDirectories(folder.resolve("bin")).resolve("spark-submit");
        Path output = folder.resolve("output");
        Files.writeString(submit, "#!/bin/sh\necho \"$*\"\n");
        Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
        SparkLauncher command = new SparkLauncher()
                .setSparkHome(folder.toString())
                .redirectError()
                .redirectOutput(output.toFile());
        driver.kill(command, name);
        command.launch().waitFor();
        return Files.readString(output).strip();
    }
}
