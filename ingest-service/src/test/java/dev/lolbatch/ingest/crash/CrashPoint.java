package dev.lolbatch.ingest.crash;

import java.util.List;
import java.util.stream.Stream;

/**
 * A moment of the commit protocol at which the process is to die: at the entry or the exit of a step.
 *
 * @param type simple name of the class whose method is the step
 * @param method name of the method
 * @param moment before or after
 */
public record CrashPoint(String type, String method, Moment moment) {
    /** Which side of the step. */
    public enum Moment {
        BEFORE,
        AFTER
    }

    private record Step(String type, String method) {}

    private static final List<Step> STEPS = List.of(
            new Step("KafkaDeadLetters", "send"),
            new Step("IcebergMatchLake", "write"),
            new Step("MatchFileWriter", "write"),
            new Step("IcebergMatchLake", "commit"),
            new Step("BaseTransaction", "commitTransaction"),
            new Step("JdbcTableOperations", "doCommit"),
            new Step("KafkaGroupOffsets", "publish"));

    /** Before and after every step, in the order of the protocol. */
    public static List<CrashPoint> all() {
        return STEPS.stream()
                .flatMap(step ->
                        Stream.of(Moment.values()).map(moment -> new CrashPoint(step.type(), step.method(), moment)))
                .toList();
    }

    static CrashPoint parse(String text) {
        String[] parts = text.split("[.:]", 3);
        return new CrashPoint(parts[0], parts[1], Moment.valueOf(parts[2]));
    }

    @Override
    public String toString() {
        return type + "." + method + ":" + moment;
    }
}
