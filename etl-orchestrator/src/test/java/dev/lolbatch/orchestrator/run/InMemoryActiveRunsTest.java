package dev.lolbatch.orchestrator.run;

final class InMemoryActiveRunsTest extends ActiveRunsStoreContract {
    private final InMemoryActiveRuns store = new InMemoryActiveRuns();

    @Override
    protected ActiveRunsStore store() {
        return store;
    }
}
