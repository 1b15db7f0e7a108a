package dev.lolbatch.ingest.lake;

import java.util.ArrayList;
import java.util.List;

/** Remembers what maintenance did, in order. */
public final class RecordedMaintenance implements MaintenanceEvents {
    private final List<String> told = new ArrayList<>();

    List<String> told() {
        return List.copyOf(told);
    }

    @Override
    public void expired(int snapshots) {
        told.add("expired " + snapshots);
    }

    @Override
    public void removed(long files, long bytes) {
        told.add("removed " + files);
    }

    @Override
    public void maintained() {
        told.add("maintained");
    }
}
