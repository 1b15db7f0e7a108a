package dev.lolbatch.cli;

import dev.lolbatch.cluster.JvmProcess;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.NamedPort;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The cluster and both services, running as processes of this JVM. They end when it does; {@link #close()} ends them in
 * their order, so that the services can finish what they are at.
 */
final class Stack implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration SERVICE_GRACE = Duration.ofSeconds(30);

    private final StackSettings settings;
    private final Progress progress;
    private final List<JvmProcess> services = new ArrayList<>();
    private volatile boolean closing;
    private volatile LocalCluster cluster;

    private Stack(StackSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Starts everything and returns when everything does its work. From its beginning on, the stack is ended in order when
     * this JVM is told to end.
     *
     * @param batchAge how long a message may wait for others before it is committed to the lake
     */
    static Stack start(StackSettings settings, Duration batchAge, Progress progress) {
        NamedPort.requireFree(settings.namedPorts());
        LakePort.requireUnmoved(settings);
        Stack stack = new Stack(settings, progress);
        settings.stackFile().write(StackState.starting());
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "close-stack"));
        try {
            stack.startAll(batchAge);
            settings.stackFile().write(stack.state());
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    private void startAll(Duration batchAge) {
        progress.tell("starting Kafka, HDFS and Cassandra");
        createFolder();
        LocalCluster started = LocalCluster.builder()
                .dataDir(settings.dataDir())
                .logDir(settings.logDir())
                .ports(settings.ports())
                .onReady(server -> progress.tell(server.name() + " is ready"))
                .start();
        cluster = started;
        progress.tell("starting ingest-service and etl-orchestrator");
        Services factory = new Services(settings);
        JvmProcess ingest = launch(factory.ingest(batchAge).start(settings.logDir()));
        JvmProcess orchestrator =
                launch(factory.orchestrator(started.cassandraDatacenter()).start(settings.logDir()));
        ingest.awaitReady(HttpHealth.of(settings.ingest()), START_LIMIT);
        progress.tell("ingest-service is ready");
        orchestrator.awaitReady(HttpHealth.of(settings.orchestrator()), START_LIMIT);
        progress.tell("etl-orchestrator is ready");
    }

    private synchronized JvmProcess launch(JvmProcess service) {
        services.add(service);
        return service;
    }

    private void createFolder() {
        try {
            Files.createDirectories(settings.folder());
        } catch (IOException e) {
            throw CommandException.failed("Cannot create %s: %s".formatted(settings.folder(), e.getMessage()), e);
        }
    }

    /** Done when the first process has ended, whoever ended it. */
    synchronized CompletableFuture<JvmProcess> onFirstExit() {
        List<CompletableFuture<JvmProcess>> exits = new ArrayList<>();
        exits.add(cluster.onFirstExit());
        services.forEach(service -> exits.add(service.onExit()));
        return CompletableFuture.anyOf(exits.toArray(CompletableFuture[]::new)).thenApply(JvmProcess.class::cast);
    }

    /** Whether it was told to end. */
    boolean isClosing() {
        return closing;
    }

    /**
     * Waits as long as all processes live; returns when the stack was told to end.
     *
     * @throws CommandException when a process ended by itself
     */
    void awaitEnd() {
        JvmProcess ended = onFirstExit().join();
        if (!closing) {
            throw ended(ended);
        }
    }

    /**
     * Fails when a process has ended by itself.
     *
     * @throws CommandException naming it and its log
     */
    void requireAlive() {
        JvmProcess ended = onFirstExit().getNow(null);
        if (ended != null && !closing) {
            throw ended(ended);
        }
    }

    private static CommandException ended(JvmProcess process) {
        return CommandException.failed("Cannot go on: %s ended with exit code %d; its log is %s"
                .formatted(process.name(), process.exitCode(), process.log()));
    }

    private synchronized StackState state() {
        List<JvmProcess> all = new ArrayList<>(cluster.processes());
        all.addAll(services);
        return StackState.ready(all.stream()
                .map(process -> StackState.Member.of(process, settings))
                .toList());
    }

    /** Ends the services, then the servers; again does nothing. */
    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        progress.tell("stopping");
        services.forEach(JvmProcess::requestEnd);
        services.forEach(service -> service.terminate(SERVICE_GRACE));
        if (cluster != null) {
            cluster.close();
        }
        settings.stackFile().remove();
        progress.tell("stopped");
    }
}
