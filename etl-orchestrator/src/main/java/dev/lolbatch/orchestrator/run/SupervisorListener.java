package dev.lolbatch.orchestrator.run;

import java.util.Optional;

/** Told of what a replica has done for runs. */
public interface SupervisorListener {
    /**
     * An attempt has ended here, and its run is stored; its claim goes only after this returns.
     *
     * @param conclusion empty when the run had ended before anybody could tell
     */
    void concluded(RunId run, Optional<Conclusion> conclusion);

    /** A run that a dead replica has left is this one's now. */
    void takenOver(RunId run);
}
