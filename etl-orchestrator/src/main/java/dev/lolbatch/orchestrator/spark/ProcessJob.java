package dev.lolbatch.orchestrator.spark;

import dev.lolbatch.orchestrator.run.Child;
import dev.lolbatch.orchestrator.run.Job;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A job that was started here. */
final class ProcessJob implements Job {
    private final Process process;
    private final Child child;
    private final ConfFile conf;

    ProcessJob(Process process, Child child, ConfFile conf) {
        this.process = process;
        this.child = child;
        this.conf = conf;
    }

    @Override
    public Optional<Child> child() {
        return Optional.of(child);
    }

    @Override
    public boolean awaitExit(Duration limit) throws InterruptedException {
        boolean gone = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (gone) {
            conf.close();
        }
        return gone;
    }

    @Override
    public OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    @Override
    public void terminate() {
        process.destroy();
    }

    @Override
    public void kill() {
        ProcessTree.kill(process.toHandle());
    }
}
