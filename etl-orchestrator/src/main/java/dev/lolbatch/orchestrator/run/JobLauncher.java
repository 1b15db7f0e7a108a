package dev.lolbatch.orchestrator.run;

import java.nio.file.Path;
import java.util.Optional;

/** Starts jobs as processes of their own, and deals with those that an earlier orchestrator has left. */
public interface JobLauncher {
    /**
     * Starts the job of a run; returns as soon as there is a process.
     *
     * @throws LaunchException when none could be started
     */
    Job launch(Run run);

    /** The process of a run that this launcher did not start itself, if it is alive on this machine. */
    Optional<Job> adopt(Run run);

    /** The file that holds what the job of a run has printed; it need not exist. */
    Path log(RunId id);
}
