package dev.lolbatch.systemtests;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pages of the dashboard, each once. */
final class DashboardPages {
    private DashboardPages() {}

    /**
     * Paths, by the names of their pictures.
     *
     * @param orchestrator that has published something
     * @param day that the calendar shows
     */
    static Map<String, String> of(RestClient orchestrator, LocalDate day) throws IOException {
        Map<?, ?> run = (Map<?, ?>) ((List<?>) orchestrator
                        .get("/etl/runs?state=succeeded&limit=1")
                        .body()
                        .get("runs"))
                .get(0);
        String champion = "/champions/"
                + RestClient.pathSegment(
                        champions(orchestrator, "/stats/champions?limit=1").get(0));
        return new TreeMap<>(Map.ofEntries(
                Map.entry("champions", "/"),
                Map.entry("champion", champion),
                Map.entry("positions", "/positions"),
                Map.entry("position", "/positions/JUNGLE"),
                Map.entry("runs", "/runs"),
                Map.entry("run", "/runs/" + run.get("run_id")),
                Map.entry("dates", "/dates"),
                Map.entry("day", "/dates?date=" + day),
                Map.entry("health", "/health"),
                Map.entry("nothing", champion + "?patch=1.1"),
                Map.entry("unknown", "/champions/Kaiser")));
    }

    /** Names of champions in the order of an answer of the API. */
    static List<String> champions(RestClient orchestrator, String path) throws IOException {
        List<String> names = new ArrayList<>();
        for (Object champion : (List<?>) orchestrator.get(path).body().get("champions")) {
            names.add((String) ((Map<?, ?>) champion).get("champion_name"));
        }
        return names;
    }
}
