package dev.lolbatch.orchestrator.run;

import java.util.HashMap;
import java.util.Map;

/** Keeps the active runs for a test. */
final class InMemoryActiveRuns implements ActiveRunsStore {
    private ActiveRuns present = new ActiveRuns(0, Map.of(), Map.of());

    @Override
    public synchronized ActiveRuns read() {
        return present;
    }

    @Override
    public synchronized boolean replace(ActiveRuns before, ActiveRuns after) {
        if (before.version() != present.version()) {
            return false;
        }
        Map<String, Long> beats = new HashMap<>(present.beats());
        before.beats().keySet().stream()
                .filter(replica -> !after.beats().containsKey(replica))
                .forEach(beats::remove);
        present = new ActiveRuns(before.version() + 1, beats, after.claims());
        return true;
    }

    @Override
    public synchronized boolean beat(String replica, long beat) {
        Map<String, Long> beats = new HashMap<>(present.beats());
        if (beats.getOrDefault(replica, 0L) != beat - 1) {
            return false;
        }
        beats.put(replica, beat);
        present = new ActiveRuns(present.version(), beats, present.claims());
        return true;
    }
}
