package dev.lolbatch.cli;

import dev.lolbatch.cluster.ProjectHome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command line before an orchestrator and an ingest-service that answer what a test says. */
abstract class ThinCommandTest {
    @TempDir
    Path root;

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    FakeOrchestrator fake;

    @BeforeEach
    void start() throws Exception {
        fake = new FakeOrchestrator();
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    int lolbatch(String... arguments) {
        return lolbatch(Terminal.STREAM, arguments);
    }

    int lolbatch(Terminal terminal, String... arguments) {
        String port = Integer.toString(fake.address().getPort());
        Map<String, String> environment = Map.of("LOLBATCH_ORCHESTRATOR_PORT", port, "LOLBATCH_INGEST_PORT", port);
        return Lolbatch.commandLine(
                        () -> StackSettings.of(ProjectHome.at(root), environment), Clock.systemUTC(), terminal)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(arguments);
    }
}
