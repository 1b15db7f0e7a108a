package dev.lolbatch.orchestrator.run;

import java.time.Instant;

/** A run entered a state. */
public record StateChange(RunState.Name state, Instant at) {}
