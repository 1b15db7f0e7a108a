package dev.lolbatch.orchestrator.run;

/** Told of every new state of a run, after it is stored. */
public interface RunListener {
    /** The run has just entered its present state. */
    void entered(Run run);
}
