package dev.lolbatch.orchestrator.logs;

import dev.lolbatch.orchestrator.problem.OrchestratorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs in a folder of this machine while their jobs run, and in the archive afterwards: a log is removed here once it is there.
 * What a dead orchestrator has left in the folder is taken to the archive too, when nothing was added to it for a while.
 */
public final class KeptLogs implements JobLogs, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptLogs.class);
    private static final String SUFFIX = ".log";
    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final Duration SWEEP = Duration.ofHours(1);
    /** For the logs of a stop: these are all jobs' that have run here. */
    private static final Duration LAST = Duration.ofSeconds(20);
    /** What lies beside the log of a job whose process is at work: on a cluster it may be silent for as long as its driver runs. */
    private static final String SETTINGS = ".conf";
    /** Longer than a job is silent. */
    private static final Duration ABANDONED = Duration.ofHours(6);

    private final Path folder;
    private final LogArchive archive;
    private final ScheduledThreadPoolExecutor keeper = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "logs");
        thread.setDaemon(true);
        return thread;
    });

    /** @param folder need not exist yet */
    public KeptLogs(Path folder, LogArchive archive) {
        this.folder = folder;
        this.archive = archive;
        keeper.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Begins to look for what was left. */
    public void start() {
        var unused = keeper.scheduleWithFixedDelay(this::sweep, 0, SWEEP.toMinutes(), TimeUnit.MINUTES);
    }

    @Override
    public Optional<StoredLog> find(String jobId) {
        return LocalLog.find(file(jobId)).or(() -> archive.find(jobId));
    }

    @Override
    public void keep(String jobId) {
        keeper.execute(() -> store(jobId));
    }

    private void store(String jobId) {
        Path file = file(jobId);
        if (!Files.exists(file)) {
            return;
        }
        try {
            archive.store(jobId, file);
            Files.delete(file);
        } catch (OrchestratorException | IOException e) {
            LOG.warn("Cannot archive log, trying again: job_id={} reason={}", jobId, e.getMessage());
            retry(jobId);
        } catch (RuntimeException e) {
            LOG.error("Cannot archive log, it stays here: job_id={} path={}", jobId, file, e);
        }
    }

    private void retry(String jobId) {
        try {
            var unused = keeper.schedule(() -> store(jobId), RETRY.toSeconds(), TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            LOG.warn("Log stays here until the next start: job_id={} path={}", jobId, file(jobId), e);
        }
    }

    private void sweep() {
        try {
            archiveAbandoned();
            archive.removeExpired();
        } catch (OrchestratorException | UncheckedIOException e) {
            LOG.warn("Cannot look after the logs, trying again later: reason={}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Cannot look after the logs, trying again later", e);
        }
    }

    private void archiveAbandoned() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        long limit = System.currentTimeMillis() - ABANDONED.toMillis();
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path log : logs) {
                String name = log.getFileName().toString();
                String jobId = name.substring(0, name.length() - SUFFIX.length());
                boolean isAtWork = Files.exists(folder.resolve(jobId + SETTINGS));
                if (!isAtWork && Files.getLastModifiedTime(log).toMillis() < limit) {
                    store(jobId);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder + ": " + e.getMessage(), e);
        }
    }

    private Path file(String jobId) {
        return folder.resolve(jobId + SUFFIX);
    }

    /** Blocks until the logs of the jobs that have just ended are archived; what could not be by then is left in the folder. */
    @Override
    public void close() {
        keeper.shutdown();
        try {
            if (!keeper.awaitTermination(LAST.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("Logs could not be archived in time, the next start finds them: folder={}", folder);
                keeper.shutdownNow();
            }
        } catch (InterruptedException e) {
            keeper.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
