package dev.lolbatch.cli;

import java.util.Iterator;
import java.util.List;

/** Words that a shell completes; what is typed is judged by who answers, who may know more of them. */
final class Candidates {
    private Candidates() {}

    static final class Selections implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("all", "missing", "stale").iterator();
        }
    }

    static final class RunStates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("queued", "submitted", "running", "cancelling", "succeeded", "failed", "cancelled")
                    .iterator();
        }
    }

    static final class DateStates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("fresh", "stale", "missing").iterator();
        }
    }

    static final class Positions implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("top", "jungle", "middle", "bottom", "utility", "none")
                    .iterator();
        }
    }

    static final class Orders implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("asc", "desc").iterator();
        }
    }

    static final class Figures implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(
                            "name",
                            "games_played",
                            "wins",
                            "win_rate",
                            "win_rate_low",
                            "win_rate_high",
                            "pick_rate",
                            "avg_kills",
                            "avg_deaths",
                            "avg_assists",
                            "avg_kda",
                            "avg_gpm",
                            "avg_dpm",
                            "avg_cspm")
                    .iterator();
        }
    }
}
