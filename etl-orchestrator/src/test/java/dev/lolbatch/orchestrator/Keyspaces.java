package dev.lolbatch.orchestrator;

import java.util.Locale;
import org.junit.jupiter.api.TestInfo;

/** A keyspace for each test, so that none finds what another has left. */
final class Keyspaces {
    private static final int LONGEST = 48;

    private Keyspaces() {}

    static String of(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        return name.substring(0, Math.min(name.length(), LONGEST));
    }
}
