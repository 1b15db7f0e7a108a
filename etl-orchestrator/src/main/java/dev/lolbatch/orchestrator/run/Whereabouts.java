package dev.lolbatch.orchestrator.run;

/** Where the job is that an orchestrator has started which is no more. */
public sealed interface Whereabouts {
    /** A process of this machine. */
    record Here(Job job) implements Whereabouts {}

    /** It was a process of this machine, or never was, and there is none. */
    record Gone() implements Whereabouts {}

    /** On another machine, if anywhere: only its record tells. */
    record Elsewhere() implements Whereabouts {}
}
