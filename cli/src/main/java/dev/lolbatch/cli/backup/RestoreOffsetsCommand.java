package dev.lolbatch.cli.backup;

import dev.lolbatch.cli.Output;
import dev.lolbatch.cli.StackSettings;
import dev.lolbatch.cli.Terminal;
import dev.lolbatch.cli.deployment.DeploymentOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore-offsets",
        description = {
            "Sets the consumer group's offsets to those of a backup, once every ingest-service has ended.",
            "",
            "They are a hint for monitors: ingest-service goes on from the lake's offsets. It refuses a group that is ahead of"
                    + " the lake, as after the lake's catalog was restored: this sets such a group back. It refuses to set"
                    + " one ahead itself, and a topic that was created anew. Called again it changes nothing.",
            "",
            "It is for services that run by themselves. ./lolbatch up ends this machine's Kafka with ingest-service, so that"
                    + " here only --dry-run is of use."
        },
        footer = {
            "",
            "Examples:",
            "  ./lolbatch restore-offsets .lolbatch/backups/2026-01-13T100000Z --dry-run",
            "  ./lolbatch restore-offsets .lolbatch/backups/2026-01-13T100000Z --config cluster.properties"
        })
public final class RestoreOffsetsCommand implements Callable<Integer> {
    private final Supplier<StackSettings> configured;

    @Mixin
    private final Output output;

    @Mixin
    private DeploymentOptions options;

    @Parameters(paramLabel = "FOLDER", description = "What ./lolbatch backup has written.")
    private Path folder;

    @Option(names = "--dry-run", description = "Only show what would be changed, also while the group has members.")
    private boolean dryRun;

    public RestoreOffsetsCommand(Supplier<StackSettings> configured, Terminal terminal) {
        this.configured = configured;
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() {
        try (OffsetRestoration restoration =
                OffsetRestoration.of(new BackupFolder(folder), options.stores(configured.get()))) {
            List<OffsetMove> moves = restoration.plan();
            if (!dryRun) {
                restoration.perform(moves);
            }
            if (output.isJson()) {
                output.printJson(new Restored(restoration.group(), !dryRun, moves));
            } else {
                moves.forEach(move -> output.print(move.toString()));
                output.print(
                        dryRun
                                ? dryRun(restoration)
                                : "Consumer group %s is as in the backup.".formatted(restoration.group()));
            }
        }
        return 0;
    }

    private static String dryRun(OffsetRestoration restoration) {
        Optional<String> members = restoration.members();
        return members.map(who -> "Nothing was changed; it would be refused now, since the group has members: " + who)
                .orElse("Nothing was changed.");
    }

    /** How the group stands to the backup, partition by partition. */
    private record Restored(String group, boolean done, List<OffsetMove> partitions) {}
}
