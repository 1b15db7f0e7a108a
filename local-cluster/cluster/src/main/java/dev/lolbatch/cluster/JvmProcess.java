package dev.lolbatch.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A main class in a JVM of its own, which ends when this JVM does, however that happens: it runs under
 * {@link dev.lolbatch.cluster.guard.Guard}. Ctrl-C in a terminal reaches this JVM only, which then ends its processes
 * in the right order.
 */
public final class JvmProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final String name;
    private final Process process;
    private final ProcessLog log;

    JvmProcess(String name, Process process, ProcessLog log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * A JVM for a main class.
     *
     * @param name what people call it; also the name of its log
     */
    public static JvmProcessBuilder mainClass(String name, String mainClass, List<Path> classpath) {
        return new JvmProcessBuilder(name, mainClass, classpath);
    }

    /**
     * A JVM for an executable jar.
     *
     * @param name what people call it; also the name of its log
     * @throws ClusterException when the jar cannot be read or names no main class
     */
    public static JvmProcessBuilder jar(String name, Path jar) {
        return new JvmProcessBuilder(name, ExecutableJar.mainClass(jar), List.of(jar));
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    /** The file that takes what the process prints. */
    public Path log() {
        return log.file();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * What the process ended with.
     *
     * @throws IllegalThreadStateException when it has not ended
     */
    public int exitCode() {
        return process.exitValue();
    }

    /** Done when the process has ended. */
    public CompletableFuture<JvmProcess> onExit() {
        return process.onExit().thenApply(ended -> this);
    }

    /**
     * Waits until the process can do its work.
     *
     * @throws ClusterException when it ends, or is not ready in time; with the end of its log
     */
    public void awaitReady(ReadyCheck check, Duration limit) {
        Readiness.awaitAll(List.of(new Readiness(this, check)), limit, ready -> {});
    }

    /** Asks the process to end (SIGTERM) and returns at once. */
    public void requestEnd() {
        process.destroy();
    }

    /**
     * Asks the process to end (SIGTERM), and kills it when it has not ended in time.
     *
     * @throws ClusterException when interrupted; the process is killed then
     */
    public void terminate(Duration grace) {
        requestEnd();
        try {
            if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new ClusterException("Cannot wait for " + name + " to end: interrupted; it was killed", e);
        }
    }

    /** Ends the process at once (SIGKILL) and waits until it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** The same as {@link #terminate} with 15 seconds. */
    @Override
    public void close() {
        terminate(GRACE);
    }

    ClusterException failure(String reason) {
        return new ClusterException(
                "Cannot start %s: %s; the end of its log %s:%n%s".formatted(name, reason, log.file(), log.lastLines()));
    }

    static JvmProcess start(String name, ProcessBuilder command, ProcessLog log) {
        try {
            log.rotate();
            // The standard input stays a pipe: its end tells the guard that this JVM is gone.
            Process process = command.redirectErrorStream(true)
                    .redirectOutput(log.file().toFile())
                    .start();
            return new JvmProcess(name, process, log);
        } catch (IOException e) {
            throw new ClusterException("Cannot start %s: %s".formatted(name, e.getMessage()), e);
        }
    }
}
