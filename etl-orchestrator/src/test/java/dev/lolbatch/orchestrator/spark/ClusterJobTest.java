package dev.lolbatch.orchestrator.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.orchestrator.run.Attempt;
import dev.lolbatch.orchestrator.run.Child;
import dev.lolbatch.orchestrator.run.Job;
import dev.lolbatch.orchestrator.run.JobOrder;
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

/** Jobs on a standalone cluster in cluster mode; the cluster is a script. */
class ClusterJobTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final RunId ID = new RunId("20260113T101500123Z-c1057e");
    private static final String KILL = " --class org.apache.spark.deploy.Client spark-internal --verbose kill"
            + " spark://m:7077 " + FakeCluster.DRIVER;

    @TempDir
    private Path folder;

    private FakeCluster cluster;
    private SparkJobLauncher launcher;
    private Optional<Job> running = Optional.empty();

    @BeforeEach
    void build() throws IOException {
        cluster = new FakeCluster(folder.resolve("spark"));
        launcher = launcher();
    }

    @AfterEach
    void end() throws Exception {
        cluster.accept();
        cluster.endDriver();
        if (running.isPresent()) {
            running.get().awaitExit(LONG);
        }
    }

    @Test
    void theSubmitterIsToldToStayAndItsLogSaysWhereTheJobsIs() throws Exception {
        // When
        Job job = launch();
        awaitSubmission();

        // Then
        assertThat(cluster.calls())
                .containsExactly("--master spark://m:7077 --deploy-mode cluster --name lolbatch " + ID
                        + " --properties-file " + conf() + " --class dev.lolbatch.job.StatisticsJob"
                        + " hdfs://namenode/spark-job.jar --supervised --run-id " + ID + " --date 2026-01-13");
        assertThat(Files.readAllLines(conf()))
                .contains(
                        "spark.standalone.submit.waitAppCompletion=true",
                        "spark.master.rest.enabled=false",
                        "spark.driver.supervise=false");
        assertThat(Files.readAllLines(launcher.log(ID.value())))
                .startsWith("The driver runs on spark://m:7077 and prints there; what follows is its submitter's.");
        cluster.endDriver();
        assertThat(job.awaitExit(LONG)).isTrue();
        assertThat(job.exitCode()).isEmpty();
        assertThat(cluster.calls()).hasSize(1);
    }

    @Test
    void passwordsGoInTheEnvironmentSinceWorkersShowADriversConfiguration() throws Exception {
        // When
        launch();
        awaitSubmission();

        // Then
        assertThat(Files.readString(conf())).doesNotContain("hunter2").contains("spark.cassandra.auth.username=lol");
        assertThat(cluster.environment()).contains("spark.cassandra.auth.password=hunter2");
        assertThat(Files.readString(launcher.log(ID.value()))).doesNotContain("hunter2");
    }

    @Test
    void aJobThatIsTerminatedHasItsDriverEndedAndIsGoneWithIt() throws Exception {
        // Given
        Job job = launch();
        awaitSubmission();

        // When
        job.terminate();

        // Then
        assertThat(job.awaitExit(LONG)).isTrue();
        assertThat(cluster.isDriverGone()).isTrue();
        assertThat(cluster.calls()).hasSize(2).last().asString().endsWith(KILL);
        assertThat(folder.resolve("logs").resolve(ID + ".kill.conf")).doesNotExist();
        assertThat(conf()).doesNotExist();
    }

    @Test
    void aJobThatIsLeftGoesOnWithoutItsSubmitterAndLeavesNoPasswordBehind() throws Exception {
        // Given
        Job job = launch();
        awaitSubmission();

        // Then
        assertThat(job.leave(false)).isFalse();
        assertThat(conf()).exists();

        // When
        assertThat(job.leave(true)).isTrue();

        // Then
        assertThat(cluster.isDriverGone()).isFalse();
        assertThat(cluster.calls()).hasSize(1);
        assertThat(conf()).doesNotExist();
    }

    @Test
    void aJobThatIsTerminatedBeforeItsDriverHasANameIsEndedOnceItHas() throws Exception {
        // Given
        cluster.hesitate();
        Job job = launch();

        // When
        job.terminate();
        assertThat(job.awaitExit(Duration.ofMillis(1))).isFalse();
        cluster.accept();

        // Then
        assertThat(job.awaitExit(LONG)).isTrue();
        assertThat(cluster.isDriverGone()).isTrue();
    }

    @Test
    void aJobThatIsKilledBeforeAnythingWasSubmittedIsGone() throws Exception {
        // Given
        cluster.hesitate();
        Job job = launch();

        // When
        job.kill();

        // Then
        assertThat(job.awaitExit(LONG)).isTrue();
        assertThat(ProcessHandle.of(job.child().orElseThrow().pid())).isEmpty();
    }

    @Test
    void aDriverWhoseSubmitterFailsIsEndedBeforeTheJobCountsAsGone() throws Exception {
        // Given
        Job job = launch();
        awaitSubmission();

        // When
        cluster.endSubmitter(255);

        // Then
        assertThat(job.awaitExit(LONG)).isTrue();
        assertThat(cluster.isDriverGone()).isTrue();
    }

    @Test
    void aDriverThatCannotBeEndedIsGivenUpAfterThreeAttempts() throws Exception {
        // Given
        Job job = launch();
        awaitSubmission();
        cluster.goAway();

        // When
        cluster.endSubmitter(255);

        // Then
        assertThat(job.awaitExit(LONG)).isTrue();
        assertThat(cluster.calls()).filteredOn(call -> call.endsWith(KILL)).hasSize(3);
    }

    @Test
    void anAdoptedSubmitterIsFollowed() throws Exception {
        // Given
        Job job = launch();
        awaitSubmission();

        // When
        Job adopted = ((Whereabouts.Here) launcher().find(run(new RunState.Running(job.child())))).job();
        cluster.endDriver();

        // Then
        assertThat(adopted.child()).isEqualTo(job.child());
        assertThat(adopted.awaitExit(LONG)).isTrue();
        assertThat(adopted.exitCode()).isEmpty();
    }

    @Test
    void aDriverWhoseSubmitterIsGoneGoesOnElsewhere() throws Exception {
        // Given
        Job job = launch();
        awaitSubmission();
        ProcessTree.kill(ProcessHandle.of(job.child().orElseThrow().pid()).orElseThrow());
        await().until(() -> ProcessHandle.of(job.child().orElseThrow().pid()).isEmpty());

        // When
        Whereabouts found = launcher().find(run(new RunState.Running(job.child())));

        // Then
        assertThat(found).isEqualTo(new Whereabouts.Elsewhere());
        assertThat(cluster.isDriverGone()).isFalse();
    }

    private Job launch() {
        Job job = launcher.launch(new JobOrder(ID.value(), List.of(LocalDate.of(2026, 1, 13))));
        running = Optional.of(job);
        return job;
    }

    private void awaitSubmission() {
        await().until(() -> Files.exists(launcher.log(ID.value()))
                && Files.readString(launcher.log(ID.value())).contains(FakeCluster.DRIVER));
    }

    private Path conf() {
        return folder.resolve("logs").resolve(ID + ".conf");
    }

    private static Run run(RunState state) {
        return new Run(
                ID,
                1,
                List.of(LocalDate.of(2026, 1, 13)),
                Origin.REQUEST,
                state,
                Optional.of(new Replica(new Child("node-1", 17, Instant.EPOCH)).id()),
                List.of(new StateChange(state.name(), Instant.EPOCH)),
                List.of(new Attempt(Instant.EPOCH, Optional.empty(), Optional.empty())));
    }

    private SparkJobLauncher launcher() {
        return new SparkJobLauncher(
                new SparkSettings(
                        cluster.home(),
                        JobJar.parse("hdfs://namenode/spark-job.jar"),
                        SparkMaster.parse("spark://m:7077"),
                        DeployMode.CLUSTER,
                        new Resources("1g", OptionalInt.of(1), Optional.empty(), OptionalInt.of(2), OptionalInt.of(3)),
                        Optional.empty(),
                        Map.of("spark.cassandra.auth.username", "lol", "spark.cassandra.auth.password", "hunter2"),
                        folder.resolve("logs")),
                "node-1");
    }
}
