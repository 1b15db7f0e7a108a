package dev.lolbatch.cli.verify;

import dev.lolbatch.cli.CommandException;
import dev.lolbatch.cli.Output;
import dev.lolbatch.cli.Printable;
import dev.lolbatch.cli.Progress;
import dev.lolbatch.cli.StackSettings;
import dev.lolbatch.cli.Terminal;
import dev.lolbatch.cli.deployment.Deployment;
import dev.lolbatch.cli.deployment.DeploymentOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        description = {
            "Does everything that lolbatch lives by, once, and says of each thing whether it works and what mends it.",
            "",
            "Reads, but for a file in the lake's folder and a row of Cassandra, which it writes and deletes again; without"
                    + " Kerberos, HDFS takes it for the user that HADOOP_USER_NAME says. A check that needs another which failed"
                    + " is SKIPPED.",
            "",
            "It has failed (1) when any check did not pass, and 3 is when nobody answered at all."
        },
        footer = {
            "",
            "Examples:",
            "  ./lolbatch verify",
            "  ./lolbatch verify --config cluster.properties --url http://etl:8080 --json"
        })
public final class VerifyCommand implements Callable<Integer> {
    private final Supplier<StackSettings> configured;
    private final Clock clock;

    @Spec
    private CommandSpec command;

    @Mixin
    private final Output output;

    @Mixin
    private DeploymentOptions options;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long each check may take. Default: ${DEFAULT-VALUE}.")
    private int timeoutSeconds;

    @Option(
            names = "--standstill",
            paramLabel = "SECONDS",
            defaultValue = "90",
            description =
                    "How long the lake may take no record while some wait; longer than ingest.batch.max-age. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int standstillSeconds;

    public VerifyCommand(Supplier<StackSettings> configured, Clock clock, Terminal terminal) {
        this.configured = configured;
        this.clock = clock;
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() {
        requirePositive("--timeout", timeoutSeconds);
        requirePositive("--standstill", standstillSeconds);
        Deployment deployment = options.deployment(configured.get());
        Map<String, Finding> findings;
        Progress progress = output.progress();
        try (Checks checks = new Checks(deployment, Duration.ofSeconds(standstillSeconds), clock)) {
            findings = checks.run(Duration.ofSeconds(timeoutSeconds), listener(progress));
        } finally {
            progress.end();
        }
        long passed = findings.values().stream()
                .filter(Finding.Passed.class::isInstance)
                .count();
        if (output.isJson()) {
            output.printJson(document(findings, passed));
        } else {
            output.print("%nScore: %d/%d".formatted(passed, findings.size()));
        }
        return exitCode(findings, passed);
    }

    private Verification.Listener listener(Progress progress) {
        return new Verification.Listener() {
            @Override
            public void found(String check, Finding finding) {
                if (!output.isJson()) {
                    progress.print(line(check, finding));
                }
            }

            @Override
            public void waiting(Set<String> checks) {
                progress.awaits(String.join(", ", checks));
            }
        };
    }

    private static int exitCode(Map<String, Finding> findings, long passed) {
        if (passed == findings.size()) {
            return 0;
        }
        return findings.values().stream().anyMatch(Finding::isAnAnswer)
                ? CommandException.FAILED
                : CommandException.UNREACHABLE;
    }

    private String line(String name, Finding finding) {
        String colour =
                switch (finding.word()) {
                    case "PASSED" -> "green";
                    case "FAILED" -> "bold,red";
                    default -> "yellow";
                };
        // What was found is text of others, and no markup.
        String word =
                command.commandLine().getColorScheme().ansi().string("@|%s %-7s|@".formatted(colour, finding.word()));
        String text = finding.text() + finding.remedy().map(mend -> "; " + mend).orElse("");
        return "%s  %-17s  %s".formatted(word, name, Printable.of(text));
    }

    private static Map<String, Object> document(Map<String, Finding> findings, long passed) {
        List<Map<String, Object>> checks = new ArrayList<>();
        findings.forEach((name, finding) -> {
            Map<String, Object> check = new LinkedHashMap<>();
            check.put("check", name);
            check.put("result", finding.word());
            check.put("text", finding.text());
            finding.remedy().ifPresent(mend -> check.put("remedy", mend));
            checks.add(check);
        });
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("passed", passed);
        document.put("of", findings.size());
        document.put("checks", checks);
        return document;
    }

    private void requirePositive(String option, int value) {
        if (value < 1) {
            throw new ParameterException(
                    command.commandLine(), "Cannot use %s %d: it must be at least 1".formatted(option, value));
        }
    }
}
