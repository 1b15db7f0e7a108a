package dev.lolbatch.cli;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The lake's table as ingest-service's REST API shows it. */
final class LakeTable {
    private final RestApi api;

    LakeTable(RestApi api) {
        this.api = api;
    }

    /**
     * Data files of the newest snapshot.
     *
     * @param files all that are selected
     * @param listed the first of them
     */
    record Listing(long files, long rows, long bytes, List<DateFiles> dates, List<LakeFile> listed) {}

    /** Files of a date, in numbers. */
    record DateFiles(LocalDate date, long files, long rows, long bytes) {}

    record LakeFile(LocalDate date, String path, long rows, long bytes) {}

    record Expiry(long snapshotsExpired, long orphansRemoved, long bytesFreed) {}

    /**
     * A date that a compaction is through with.
     *
     * @param outcome {@code COMPACTED, OVERTAKEN}
     * @param files that were small
     */
    record CompactedDate(
            LocalDate date, String outcome, long files, long rows, long bytes, long filesAfter, long bytesAfter) {
        boolean isCompacted() {
            return outcome.equals("COMPACTED");
        }
    }

    /** A line of a compaction's answer. */
    record Line(
            String state, long dates, long done, Optional<CompactedDate> date, Optional<AnswerLines.Problem> problem)
            implements AnswerLines.Line {}

    Answer files(Query selection) {
        return api.answer(api.get(selection.of("/lake/files")));
    }

    Answer expire() {
        return api.answer(api.post("/lake/expiries", "{}"));
    }

    /** What a compaction would rewrite. */
    Answer compactable(Map<String, Object> scope) {
        Query query = new Query();
        scope.forEach(query::with);
        return api.answer(api.get(query.of("/lake/compactions")));
    }

    /**
     * Compacts what is meant; ends when ingest-service says that it is done.
     *
     * @param scope by the names of the API
     * @param told each line as it comes
     */
    void compact(Map<String, Object> scope, Consumer<Line> told) {
        RestApi.Response response = api.successful(api.post("/lake/compactions", Json.text(scope)));
        new AnswerLines<>(
                        api,
                        Line.class,
                        this::cutOff,
                        line -> line.done() + " of " + line.dates() + " dates were compacted")
                .follow(response, told);
    }

    private String cutOff(Optional<Line> last) {
        return "Cannot follow the compaction: ingest-service at %s ended in the middle of its answer, after %d dates; call again when it runs: no row is lost or doubled"
                .formatted(api.address(), last.map(Line::done).orElse(0L));
    }
}
