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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
            ConfFile conf = ConfFile.write(
                    confFile(order.jobId()),
                    settings.home().resolve("conf").resolve("spark-defaults.conf"),
                    settings.conf());
            Process process = launcher(order, conf).launch();
            Instant startedAt = process.info().startInstant().orElseGet(Instant::now);
            return new ProcessJob(process, new Child(host, process.pid(), startedAt), conf);
        } catch (IOException e) {
            throw new LaunchException(
                    "Cannot start the job: " + e.getMessage() + "; check etl.spark.home and etl.log-dir", e);
        }
    }

    private SparkLauncher launcher(JobOrder order, ConfFile conf) {
        List<String> arguments = new ArrayList<>(List.of("--supervised", "--run-id", order.jobId()));
        order.dates().forEach(date -> arguments.addAll(List.of("--date", date.toString())));
        return new SparkLauncher()
                .setSparkHome(settings.home().toString())
                .setJavaHome(System.getProperty("java.home"))
                .setMaster(settings.master())
                .setPropertiesFile(conf.path().toString())
                .setConf(SparkLauncher.DRIVER_MEMORY, settings.driverMemory())
                .setAppName("lolbatch " + order.jobId())
                .setMainClass(MAIN_CLASS)
                .setAppResource(settings.jobJar().toString())
                .addAppArgs(arguments.toArray(String[]::new))
                .redirectError()
                .redirectOutput(log(order.jobId()).toFile());
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
        ConfFile.at(confFile(run.jobId())).close();
        Optional<ProcessHandle> process =
                child.isPresent() ? child.flatMap(SparkJobLauncher::alive) : byArguments(run.jobId());
        return process.<Whereabouts>map(handle -> new Whereabouts.Here(new AdoptedJob(
                        handle,
                        new Child(
                                host, handle.pid(), handle.info().startInstant().orElseGet(run::requestedAt)))))
                .orElseGet(Whereabouts.Gone::new);
    }

    @Override
    public boolean isKnownGone(Child process) {
        return process.host().equals(host) && alive(process).isEmpty();
    }

    private Path confFile(String jobId) {
        return settings.logDir().resolve(jobId + ".conf");
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
        return settings.logDir().resolve(jobId + ".log");
    }
}
