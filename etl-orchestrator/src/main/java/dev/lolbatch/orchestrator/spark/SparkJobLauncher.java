package dev.lolbatch.orchestrator.spark;

import dev.lolbatch.orchestrator.run.Child;
import dev.lolbatch.orchestrator.run.Job;
import dev.lolbatch.orchestrator.run.JobLauncher;
import dev.lolbatch.orchestrator.run.JobOrder;
import dev.lolbatch.orchestrator.run.LaunchException;
import dev.lolbatch.orchestrator.run.Replica;
import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.run.Whereabouts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.launcher.SparkLauncher;

/**
 * Starts the job by {@code bin/spark-submit} of a Spark home, as a process whose exit code can be seen.
 *
 * <p>Of the two ways of SparkLauncher this is {@code launch()} and not {@code startApplication()}. The latter's handle has no
 * pid and no exit code; it reports FINISHED for a job that failed, and FAILED only a moment later; its {@code stop()} reports
 * KILLED for a process that lives on; and its connection dies with this JVM while the job goes on. A plain process has one
 * moment at which it is over, a code, a pid to find it by after a restart, and signals whose effect can be waited for. What
 * the job has achieved stands in its own record; the exit code only has to agree.
 *
 * <p>In cluster mode the process is the submitter's, see {@link ClusterJob}.
 */
public final class SparkJobLauncher implements JobLauncher {
    private static final String MAIN_CLASS = "dev.lolbatch.job.StatisticsJob";
    /** The platform works out a process's start from the time of the boot, which moves a little when clocks are set. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

    private final SparkSettings settings;
    private final String host;

    /** @param host name of this machine */
    public SparkJobLauncher(SparkSettings settings, String host) {
        this.settings = settings;
        this.host = host;
    }

    @Override
    public Job launch(JobOrder order) {
        Optional<String> fault = settings.fault();
        if (fault.isPresent()) {
            throw new LaunchException(fault.get(), null);
        }
        try {
            Files.createDirectories(settings.logDir());
            return settings.remoteDriver().isPresent()
                    ? launchOnCluster(order, settings.remoteDriver().get())
                    : launchHere(order);
        } catch (IOException e) {
            throw new LaunchException(
                    "Cannot start the job: " + e.getMessage() + "; check etl.spark.home and etl.log-dir", e);
        }
    }

    private Job launchHere(JobOrder order) throws IOException {
        RunFiles files = files(order.jobId());
        ConfFile conf = ConfFile.write(files.conf(), conf());
        SparkLauncher launcher = new SubmitProcess(settings.home(), files.log()).driver();
        return started(configured(launcher, order, conf), conf);
    }

    private Job launchOnCluster(JobOrder order, RemoteDriver remote) throws IOException {
        RunFiles files = files(order.jobId());
        Submission submission = remote.submission(order.jobId(), conf());
        Files.writeString(
                files.log(),
                "The driver runs on " + settings.master().url()
                        + " and prints there; what follows is its submitter's.\n");
        ConfFile conf = ConfFile.write(files.conf(), submission.conf());
        SparkLauncher launcher = new SubmitProcess(settings.home(), files.log())
                .quiet(SubmitterLogging.write(settings.logDir()), submission.environment())
                .setDeployMode("cluster");
        return new ClusterJob(
                started(configured(launcher, order, conf), conf),
                new DriverKill(new ClusterCommands(settings, host, files, remote, submission.conf())));
    }

    private ProcessJob started(SparkLauncher launcher, ConfFile conf) throws IOException {
        Process process = launcher.launch();
        Instant startedAt = process.info().startInstant().orElseGet(Instant::now);
        return new ProcessJob(process, new Child(host, process.pid(), startedAt), conf);
    }

    private Map<String, String> conf() throws IOException {
        return ConfFile.completed(settings.defaults(), settings.entries());
    }

    private SparkLauncher configured(SparkLauncher launcher, JobOrder order, ConfFile conf) {
        List<String> arguments = new ArrayList<>(List.of("--supervised", "--run-id", order.jobId()));
        order.dates().forEach(date -> arguments.addAll(List.of("--date", date.toString())));
        return launcher.setMaster(settings.master().url())
                .setPropertiesFile(conf.path().toString())
                .setAppName("lolbatch " + order.jobId())
                .setMainClass(MAIN_CLASS)
                .setAppResource(settings.jobJar().resource())
                .addAppArgs(arguments.toArray(String[]::new));
    }

    @Override
    public Whereabouts find(Run run) {
        Optional<Child> child = run.state().child();
        boolean isHere = child.map(Child::host)
                .or(() -> run.owner().map(owner -> Replica.of(owner).host()))
                .filter(host::equals)
                .isPresent();
        if (!isHere) {
            return new Whereabouts.Elsewhere();
        }
        ConfFile.at(files(run.jobId()).conf()).close();
        Optional<Job> process = (child.isPresent() ? child.flatMap(SparkJobLauncher::alive) : byArguments(run.jobId()))
                .map(handle -> new AdoptedJob(
                        handle,
                        new Child(
                                host, handle.pid(), handle.info().startInstant().orElseGet(run::requestedAt))));
        return settings.remoteDriver()
                .map(remote -> ofCluster(run, remote, process))
                .orElseGet(() -> process.<Whereabouts>map(Whereabouts.Here::new).orElseGet(Whereabouts.Gone::new));
    }

    /** A driver whose submitter is gone goes on by itself: its record tells of it, and its permit ends it. */
    private Whereabouts ofCluster(Run run, RemoteDriver remote, Optional<Job> submitter) {
        return submitter
                .<Whereabouts>map(
                        job -> new Whereabouts.Here(new ClusterJob(job, new DriverKill(commands(run.jobId(), remote)))))
                .orElseGet(Whereabouts.Elsewhere::new);
    }

    @Override
    public boolean isKnownGone(Child process) {
        return process.host().equals(host) && alive(process).isEmpty();
    }

    private ClusterCommands commands(String jobId, RemoteDriver remote) {
        try {
            return new ClusterCommands(
                    settings,
                    host,
                    files(jobId),
                    remote,
                    remote.submission(jobId, conf()).conf());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot read Spark's defaults " + settings.defaults() + ": " + e.getMessage()
                            + "; make them readable",
                    e);
        }
    }

    private RunFiles files(String jobId) {
        return new RunFiles(settings.logDir(), jobId);
    }

    private static Optional<ProcessHandle> alive(Child child) {
        return ProcessHandle.of(child.pid()).filter(ProcessHandle::isAlive).filter(process -> process.info()
                .startInstant()
                .filter(start ->
                        Duration.between(start, child.startedAt()).abs().compareTo(START_TOLERANCE) <= 0)
                .isPresent());
    }

    /** For a process that was started, and its starter killed before it could write down the pid. */
    private static Optional<ProcessHandle> byArguments(String jobId) {
        return ProcessHandle.allProcesses()
                .filter(process -> arguments(process).contains(" --run-id " + jobId + " "))
                .findFirst();
    }

    private static String arguments(ProcessHandle process) {
        try {
            // The platform's own view leaves out command lines that are longer than a page.
            Path cmdline = Path.of("/proc", Long.toString(process.pid()), "cmdline");
            return Files.readString(cmdline, StandardCharsets.ISO_8859_1).replace('\0', ' ');
        } catch (IOException e) {
            return process.info().commandLine().orElse("") + " ";
        }
    }

    @Override
    public Path log(String jobId) {
        return files(jobId).log();
    }
}
