package dev.lolbatch.orchestrator.events;

final class InMemoryEventLogTest extends EventLogContract {
    private final InMemoryEventLog log = new InMemoryEventLog();

    @Override
    protected EventLog log() {
        return log;
    }

    @Override
    protected EventLog otherReplica() {
        return log;
    }
}
