package dev.lolbatch.orchestrator.spark;

import java.nio.file.Path;

/** The files of one run. */
record RunFiles(Path folder, String jobId) {
    /** What the job prints; in cluster mode, what is printed of it here. */
    Path log() {
        return folder.resolve(jobId + ".log");
    }

    Path conf() {
        return folder.resolve(jobId + ".conf");
    }

    /** For the command that ends its driver. */
    Path killConf() {
        return folder.resolve(jobId + ".kill.conf");
    }
}
