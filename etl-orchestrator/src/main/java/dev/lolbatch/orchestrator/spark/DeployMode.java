package dev.lolbatch.orchestrator.spark;

/** Where a job's driver runs. */
public enum DeployMode {
    /** On the orchestrator's machine, as its child: its exit code is seen, and its log is here. */
    CLIENT,
    /** On a machine of the cluster: what is started here submits it and waits for its end. */
    CLUSTER
}
