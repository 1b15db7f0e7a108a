package dev.lolbatch.cli.backup;

import dev.lolbatch.cli.Output;
import dev.lolbatch.cli.StackSettings;
import dev.lolbatch.cli.Terminal;
import dev.lolbatch.cli.deployment.DeploymentOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "backup",
        description = {
            "Writes what no service brings back by itself into a new folder: the consumer group's offsets, both topics with"
                    + " their settings, the lake's snapshot, metadata file and table properties, Cassandra's schema and what"
                    + " is published.",
            "",
            "It holds no match, no row and no password: the topic, HDFS and Cassandra have backups of their own."
        },
        footer = {
            "",
            "Examples:",
            "  ./lolbatch backup",
            "  ./lolbatch backup --config cluster.properties --to /backups/lolbatch"
        })
public final class BackupCommand implements Callable<Integer> {
    private final Supplier<StackSettings> configured;
    private final Clock clock;

    @Spec
    private CommandSpec command;

    @Mixin
    private final Output output;

    @Mixin
    private DeploymentOptions options;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            description = "In which the dated folder is made; .lolbatch/backups of the project when absent.")
    private Optional<Path> parent;

    public BackupCommand(Supplier<StackSettings> configured, Clock clock, Terminal terminal) {
        this.configured = configured;
        this.output = new Output(terminal);
        this.clock = clock;
    }

    @Override
    public Integer call() {
        StackSettings local = configured.get();
        Instant begun = clock.instant();
        Backup backup = Backup.of(options.stores(local));
        Map<String, String> versions = new TreeMap<>(backup.versions());
        versions.put("lolbatch", String.join(" ", command.root().version()));
        BackupFolder folder = BackupFolder.write(
                parent.orElseGet(() -> local.folder().resolve("backups")), begun, versions, backup.files());
        Written written = new Written(folder.path().toString(), backup.files().keySet());
        if (output.isJson()) {
            output.printJson(written);
        } else {
            output.print("Backed up to %s: %s.".formatted(written.folder(), String.join(", ", written.files())));
        }
        return 0;
    }

    /** What is there now. */
    private record Written(String folder, Set<String> files) {}
}
