package dev.lolbatch.orchestrator.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.orchestrator.FakeSparkHome;
import dev.lolbatch.orchestrator.run.Attempt;
import dev.lolbatch.orchestrator.run.Child;
import dev.lolbatch.orchestrator.run.Job;
import dev.lolbatch.orchestrator.run.JobOrder;
import dev.lolbatch.orchestrator.run.LaunchException;
import dev.lolbatch.orchestrator.run.Origin;
import dev.lolbatch.orchestrator.run.Replica;
import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.run.RunId;
import dev.lolbatch.orchestrator.run.RunState;
import dev.lolbatch.orchestrator.run.StateChange;
import dev.lolbatch.orchestrator.run.Whereabouts;
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

    private static final JobOrder ORDER =
            new JobOrder(ID.value(), List.of(LocalDate.of(2026, 1, 12), LocalDate.of(2026, 1, 13)));

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
        assertThat(Files.readAllLines(launcher.log(ID.value())))
                .containsExactly(
                        "arguments: --master local[1] --name lolbatch " + ID
                                + " --properties-file "
                                + folder.resolve("logs").resolve(ID + ".conf")
                                + " --class dev.lolbatch.job.StatisticsJob " + spark.jobJar()
                                + " --supervised --run-id " + ID
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
                .contains(
                        "spark.local.dir=/scratch", "spark.cassandra.auth.password=secret", "spark.driver.memory=768m");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(conf)))
                .isEqualTo("rw-------");
        spark.exit(ID.value(), 0);
        job.awaitExit(LONG);
        assertThat(conf).doesNotExist();
    }

    @Test
    void ofDefaultsTheUsersFileWinsAndConfOverBoth() throws Exception {
        // Given
        Files.createDirectories(spark.home().resolve("conf"));
        Files.writeString(
                spark.home().resolve("conf").resolve("spark-defaults.conf"),
                "spark.a home\nspark.b home\nspark.c home\n");
        Path users = Files.writeString(folder.resolve("users.conf"), "spark.b users \nspark.c users\n");
        launcher = new SparkJobLauncher(
                new SparkSettings(
                        spark.home(),
                        JobJar.parse(spark.jobJar().toString()),
                        SparkMaster.parse("local[1]"),
                        DeployMode.CLIENT,
                        Resources.ofDriver("768m"),
                        Optional.of(users),
                        Map.of("spark.c", "conf"),
                        folder.resolve("logs")),
                "node-1");

        // When
        launch();

        // Then
        assertThat(Files.readAllLines(folder.resolve("logs").resolve(ID + ".conf")))
                .contains("spark.a=home", "spark.b=users", "spark.c=conf");
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
        assertThat(Files.readString(launcher.log(ID.value()))).endsWith("told to end\n");
    }

    @Test
    void aJobThatIsKilledIsGone() throws Exception {
        // Given
        Job job = launch();

        // When
        job.kill();

        // Then
        assertThat(job.awaitExit(LONG)).isTrue();
        assertThat(ProcessHandle.of(job.child().orElseThrow().pid())).isEmpty();
    }

    @Test
    void aJobOfAnEarlierOrchestratorIsFoundByItsPidAndStart() throws Exception {
        // Given
        Job job = launch();
        Run left = run(new RunState.Running(job.child()));

        // When
        Job adopted = ((Whereabouts.Here) launcher.find(left)).job();

        // Then
        assertThat(pid(adopted)).isEqualTo(pid(job));
        adopted.kill();
        assertThat(adopted.awaitExit(LONG)).isTrue();
        assertThat(adopted.exitCode()).isEmpty();
        assertThat(launcher.find(left)).isEqualTo(new Whereabouts.Gone());
    }

    @Test
    void aJobWhosePidWasNotWrittenDownIsFoundByItsArguments() throws Exception {
        // Given
        Job job = launch();
        awaitLog("arguments:");

        // When
        Whereabouts found = launcher.find(run(new RunState.Submitted(Optional.empty())));

        // Then
        assertThat(pid(((Whereabouts.Here) found).job())).isEqualTo(pid(job));
    }

    @Test
    void anotherProcessWithTheSamePidIsLeftAlone() {
        // Given
        Child other = new Child("node-1", ProcessHandle.current().pid(), Instant.EPOCH);

        // Then
        assertThat(launcher.find(run(new RunState.Running(Optional.of(other))))).isEqualTo(new Whereabouts.Gone());
        assertThat(launcher.isKnownGone(other)).isTrue();
    }

    @Test
    void aProcessOfAnotherMachineCannotBeSeenFromHere() {
        // Given
        Child other = new Child("node-2", ProcessHandle.current().pid(), Instant.EPOCH);

        // Then
        assertThat(launcher.find(run(new RunState.Running(Optional.of(other))))).isEqualTo(new Whereabouts.Elsewhere());
        assertThat(launcher.isKnownGone(other)).isFalse();
    }

    @Test
    void aMissingJarIsNamedWithItsRemedy() {
        // Given
        SparkJobLauncher broken = new SparkJobLauncher(settings(folder.resolve("absent.jar")), "node-1");

        // Then
        assertThatThrownBy(() -> broken.launch(ORDER))
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
        Job job = launcher.launch(ORDER);
        running = Optional.of(job);
        return job;
    }

    private void awaitLog(String text) {
        await().until(() -> Files.exists(launcher.log(ID.value()))
                && Files.readString(launcher.log(ID.value())).contains(text));
    }

    private static long pid(Job job) {
        return job.child().orElseThrow().pid();
    }

    private static Run run(RunState state) {
        return new Run(
                ID,
                1,
                ORDER.dates(),
                Origin.REQUEST,
                state,
                Optional.of(new Replica(new Child("node-1", 17, Instant.EPOCH)).id()),
                List.of(new StateChange(state.name(), Instant.EPOCH)),
                List.of(new Attempt(Instant.EPOCH, Optional.empty(), Optional.empty())));
    }

    private SparkSettings settings(Path jobJar) {
        return new SparkSettings(
                spark.home(),
                JobJar.parse(jobJar.toString()),
                SparkMaster.parse("local[1]"),
                DeployMode.CLIENT,
                Resources.ofDriver("768m"),
                Optional.empty(),
                Map.of("spark.cassandra.auth.password", "secret"),
                folder.resolve("logs"));
    }
}
