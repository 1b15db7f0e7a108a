package dev.lolbatch.orchestrator.run;

/** All that runs need of the world. */
public record RunPorts(
        RunStore store,
        ActiveRunsStore active,
        IdempotencyKeys keys,
        JobRecords records,
        Publications publications,
        LakeDates lake,
        JobLauncher launcher,
        RunListener listener,
        RunJournal journal,
        SupervisorListener supervisorListener) {}
