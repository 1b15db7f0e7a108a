package dev.lolbatch.orchestrator.run;

import java.nio.file.Path;

/** Starts jobs as processes of their own, and deals with those that an earlier orchestrator has left. */
public interface JobLauncher {
    /**
     * Starts a job; returns as soon as there is a process.
     *
     * @throws LaunchException when none could be started
     */
    Job launch(JobOrder order);

    /** Looks for the job of a run that this launcher did not start itself. */
    Whereabouts find(Run run);

    /** Whether a process of this machine is no more; false of other machines' processes, which cannot be seen from here. */
    boolean isKnownGone(Child process);

    /** The file that holds what a job has printed; it need not exist. */
    Path log(String jobId);
}
