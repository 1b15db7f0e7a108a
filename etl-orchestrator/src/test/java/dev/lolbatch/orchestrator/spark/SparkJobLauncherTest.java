package dev.lolbatch.orchestrator.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.orchestrator.FakeSparkHome;
import dev.lolbatch.orchestrator.run.Child;
import dev.lolbatch.orchestrator.run.Job;
import dev.lolbatch.orchestrator.run.LaunchException;
import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.run.RunId;
import dev.lolbatch.orchestrator.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkJobLauncherTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final RunId ID = new RunId("20260113T101500123Z-7f3a9c");

    @TempDir
    private Path folder;

    private FakeSparkHome spark;
    private SparkJobLauncher launcher;
    private Optional<Job> running = Optional.empty();

    @BeforeEach
    void build() {
        spark = FakeSparkHome.create(folder.resolve("spark"));
        launcher = new SparkJobLauncher(settings(spark.jobJar()), "node-1");
    }

    @AfterEach
    void end() throws InterruptedException {
        if (running.isPresent()) {
            running.get().kill();
            running.get().awaitExit(LONG);
        }
    }

    @Test
    void aJobIsStartedWithItsArgumentsAndPrintsIntoItsLog() throws Exception {
        // When
        Job job = launch();
        spark.exit(ID.value(), 0);

        // Then
        assertThat(job.awaitExit(LONG)).isTrue();
        assertThat(job.exitCode()).isEqualTo(OptionalInt.of(0));
        assertThat(Files.readAllLines(launcher.log(ID)))
                .containsExactly(
                        "arguments: --master local[1] --name lolbatch " + ID
                                + " --conf spark.driver.memory=768m --properties-file "
                                + folder.resolve("logs").resolve(ID + ".conf")
                                + " --class dev.lolbatch.job.StatisticsJob " + spark.jobJar() + " --run-id " + ID
                                + " --date 2026-01-12 --date 2026-01-13",
                        "Cannot go on: the test says so; ask the test");
    }

    @Test
    void theConfigurationIsAFileForItsOwnerOnlyAndGoesWithTheJob() throws Exception {
        // Given
        Files.createDirectories(spark.home().resolve("conf"));
        Files.writeString(spark.home().resolve("conf").resolve("spark-defaults.conf"), "spark.local.dir  /scratch\n");
        Path conf = folder.resolve("logs").resolve(ID + ".conf");

        // When
        Job job = launch();

        // Then
        assertThat(Files.readAllLines(conf))
                .contains("spark.local.dir=/scratch", "spark.cassandra.auth.password=secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(conf)))
                .isEqualTo("rw-------");
        spark.exit(ID.value(), 0);
        job.awaitExit(LONG);
        assertThat(conf).doesNotExist();
    }

    @Test
    void theExitCodeIsTheJobs() throws Exception {
        // Given
        Job job = launch();
        assertThat(job.awaitExit(Duration.ofMillis(1))).isFalse();
        assertThat(job.exitCode()).isEmpty();

        // When
        spark.exit(ID.value(), 3);

        // Then
        assertThat(job.awaitExit(LONG)).isTrue();
        assertThat(job.exitCode()).isEqualTo(OptionalInt.of(3));
    }

    @Test
    void aJobThatIsTerminatedMayEndInItsOwnWay() throws Exception {
        // Given
        Job job = launch();
        awaitLog("arguments:");

        // When
        job.terminate();

        // Then
        assertThat(job.awaitExit(LONG)).isTrue();
        assertThat(job.exitCode()).isEqualTo(OptionalInt.of(143));
        assertThat(Files.readString(launcher.log(ID))).endsWith("told to end\n");
    }

    @Test
    void aJobThatIsKilledIsGone() throws Exception {
        // Given
        Job job = launch();

        // When
        job.kill();

        // Then
        assertThat(job.awaitExit(LONG)).isTrue();
        assertThat(ProcessHandle.of(job.child().pid())).isEmpty();
    }

    @Test
    void aJobOfAnEarlierOrchestratorIsFoundByItsPidAndStart() throws Exception {
        // Given
        Job job = launch();
        Run left = run(new RunState.Running(Optional.of(job.child())));

        // When
        Optional<Job> adopted = launcher.adopt(left);

        // Then
        assertThat(adopted).map(one -> one.child().pid()).contains(job.child().pid());
        adopted.orElseThrow().kill();
        assertThat(adopted.orElseThrow().awaitExit(LONG)).isTrue();
        assertThat(adopted.orElseThrow().exitCode()).isEmpty();
    }

    @Test
    void aJobWhosePidWasNotWrittenDownIsFoundByItsArguments() throws Exception {
        // Given
        Job job = launch();
        awaitLog("arguments:");

        // When
        Optional<Job> adopted = launcher.adopt(run(new RunState.Submitted(Optional.empty())));

        // Then
        assertThat(adopted).map(one -> one.child().pid()).contains(job.child().pid());
    }

    @Test
    void anotherProcessWithTheSamePidIsLeftAlone() {
        // Given
        Child other = new Child("node-1", ProcessHandle.current().pid(), Instant.EPOCH);

        // Then
        assertThat(launcher.adopt(run(new RunState.Running(Optional.of(other)))))
                .isEmpty();
    }

    @Test
    void aMissingJarIsNamedWithItsRemedy() {
        // Given
        SparkJobLauncher broken = new SparkJobLauncher(settings(folder.resolve("absent.jar")), "node-1");

        // Then
        assertThatThrownBy(() -> broken.launch(run(new RunState.Submitted(Optional.empty()))))
                .isInstanceOf(LaunchException.class)
                .hasMessage("Cannot start jobs: " + folder.resolve("absent.jar")
                        + " is no readable file; build spark-job or set etl.spark.job-jar to its jar");
    }

    @Test
    void aMissingSparkHomeIsNamedWithItsRemedy() throws IOException {
        // Given
        Files.delete(spark.home().resolve("bin").resolve("spark-submit"));

        // Then
        assertThat(settings(spark.jobJar()).fault())
                .contains("Cannot start jobs: " + spark.home().resolve("bin").resolve("spark-submit")
                        + " is no executable file; set etl.spark.home to the folder of a Spark distribution");
    }

    @Test
    void settingsShowNoPasswords() {
        assertThat(settings(spark.jobJar()).toString()).doesNotContain("secret");
    }

    private Job launch() {
        Job job = launcher.launch(run(new RunState.Submitted(Optional.empty())));
        running = Optional.of(job);
        return job;
    }

    private void awaitLog(String text) {
        await().until(() -> Files.exists(launcher.log(ID))
                && Files.readString(launcher.log(ID)).contains(text));
    }

    private static Run run(RunState state) {
        return new Run(
                ID,
                1,
                List.of(LocalDate.of(2026, 1, 12), LocalDate.of(2026, 1, 13)),
                state,
                Map.of(state.name(), Instant.EPOCH));
    }

    private SparkSettings settings(Path jobJar) {
        return new SparkSettings(
                spark.home(),
                jobJar,
                "local[1]",
                "768m",
                Map.of("spark.cassandra.auth.password", "secret"),
                folder.resolve("logs"));
    }
}
