package dev.lolbatch.orchestrator.spark;

import dev.lolbatch.orchestrator.run.Job;
import dev.lolbatch.orchestrator.run.LaunchException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the driver of one run on its cluster, by a command of its own, which may take some attempts: the master may be away.
 * Nothing in it waits. Not thread-safe.
 */
final class DriverKill {
    private static final Logger LOG = LoggerFactory.getLogger(DriverKill.class);
    private static final int MAX_ATTEMPTS = 3;

    private final ClusterCommands commands;
    private Optional<Job> attempt = Optional.empty();
    private int attempts;
    private boolean wanted;
    private boolean done;

    DriverKill(ClusterCommands commands) {
        this.commands = commands;
    }

    /** From now on the driver is to end, also one that is not there yet. */
    void want() {
        wanted = true;
        proceed();
    }

    /** From now on there is no need, since the driver has been seen to end. */
    void drop() {
        wanted = false;
        proceed();
    }

    /** Judges an attempt that has ended and starts the next, where the driver is to end. */
    void proceed() {
        attempt.filter(one -> one.exitCode().isPresent()).ifPresent(this::judge);
        if (attempt.isEmpty() && isToBeTried()) {
            commands.driver().ifPresent(this::start);
        }
    }

    /** Whether the driver is to end, or was told to. */
    boolean isWanted() {
        return wanted;
    }

    /** Whether the driver is known to be gone, so that nobody need wait for it. */
    boolean hasSeenTheEnd() {
        return done && commands.killStays();
    }

    /** Whether there is more to come: a command runs, or a driver that is to end is there to be ended. */
    boolean isUnderWay() {
        return attempt.isPresent() || (isToBeTried() && commands.driver().isPresent());
    }

    private boolean isToBeTried() {
        return wanted && !done && attempts < MAX_ATTEMPTS;
    }

    private void judge(Job ended) {
        attempt = Optional.empty();
        done = commands.hasKilled(ended);
        if (!done && attempts == MAX_ATTEMPTS) {
            LOG.error("Cannot end driver, it may still run: job_id={} attempts={}", commands.jobId(), attempts);
        }
    }

    private void start(String driver) {
        attempts++;
        try {
            attempt = Optional.of(commands.kill(driver));
        } catch (LaunchException e) {
            LOG.warn("Cannot end driver: job_id={} driver={} reason={}", commands.jobId(), driver, e.getMessage());
        }
    }
}
