package dev.lolbatch.ingest.batch;

import java.util.List;
import java.util.Map;

class InMemoryMatchLakeTest extends MatchLakeContract {
    private final InMemoryMatchLake lake = new InMemoryMatchLake();

    @Override
    protected MatchLake matchLake() {
        return lake;
    }

    @Override
    protected Map<Integer, Long> offsetsInTable() {
        return lake.offsets();
    }

    @Override
    protected List<Long> offsetsOfRows() {
        return lake.offsetsOfRows();
    }
}
