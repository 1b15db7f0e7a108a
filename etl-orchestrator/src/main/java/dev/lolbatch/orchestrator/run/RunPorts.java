package dev.lolbatch.orchestrator.run;

import dev.lolbatch.orchestrator.logs.JobLogs;

/** All that runs need of the world. */
public record RunPorts(
        RunStore store,
        ActiveRunsStore active,
        IdempotencyKeys keys,
        JobRecords records,
        Publications publications,
        LakeDates lake,
        JobLauncher launcher,
        JobLogs logs,
        RunListener listener,
        RunJournal journal,
        SupervisorListener supervisorListener) {}
