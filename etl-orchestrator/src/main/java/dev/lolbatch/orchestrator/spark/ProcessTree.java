package dev.lolbatch.orchestrator.spark;

import java.util.List;

/** A process and what it has started. */
final class ProcessTree {
    private ProcessTree() {}

    /** Ends all of it at once; the descendants are found first, since they lose their parent with it. */
    static void kill(ProcessHandle root) {
        List<ProcessHandle> descendants = root.descendants().toList();
        root.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
