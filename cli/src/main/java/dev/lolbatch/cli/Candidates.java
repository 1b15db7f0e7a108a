package dev.lolbatch.cli;

import java.util.Iterator;
import java.util.List;

/** Words that a shell completes; what is typed is judged by who answers, who may know more of them. */
abstract class Candidates implements Iterable<String> {
    private final List<String> words;

    private Candidates(String... words) {
        this.words = List.of(words);
    }

    @Override
    public Iterator<String> iterator() {
        return words.iterator();
    }

    static final class Selections extends Candidates {
        Selections() {
            super("all", "missing", "stale");
        }
    }

    static final class RunStates extends Candidates {
        RunStates() {
            super("queued", "submitted", "running", "cancelling", "succeeded", "failed", "cancelled");
        }
    }

    static final class DateStates extends Candidates {
        DateStates() {
            super("fresh", "stale", "missing");
        }
    }

    static final class Positions extends Candidates {
        Positions() {
            super("top", "jungle", "middle", "bottom", "utility", "none");
        }
    }

    static final class Orders extends Candidates {
        Orders() {
            super("asc", "desc");
        }
    }

    static final class Figures extends Candidates {
        Figures() {
            super(
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
                    "avg_cspm",
                    "avg_kill_participation",
                    "avg_team_kill_participation",
                    "avg_gold",
                    "avg_damage",
                    "avg_cs",
                    "avg_vision_score",
                    "avg_duration_seconds");
        }
    }
}
