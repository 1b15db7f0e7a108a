package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.lolbatch.cluster.ProjectHome;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The help of each command, and the examples that it shows. */
class ExamplesTest {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private static CommandLine lolbatch() {
        return Lolbatch.commandLine(() -> StackSettings.of(ProjectHome.at(Path.of(".")), Map.of()), Clock.systemUTC());
    }

    /** All commands that people can call, by their full names. */
    private static List<CommandLine> commands() {
        return below(lolbatch());
    }

    private static List<CommandLine> below(CommandLine command) {
        List<CommandLine> all = new ArrayList<>();
        for (CommandLine sub : command.getSubcommands().values()) {
            if (sub.getSubcommands().isEmpty()
                    && !sub.getCommandSpec().usageMessage().hidden()) {
                all.add(sub);
            }
            all.addAll(below(sub));
        }
        return all;
    }

    static Stream<String> examples() {
        return Stream.concat(Stream.of(lolbatch()), commands().stream()).flatMap(ExamplesTest::examples);
    }

    private static Stream<String> examples(CommandLine command) {
        return Arrays.stream(command.getCommandSpec().usageMessage().footer())
                .filter(line -> line.contains("./lolbatch ") && line.startsWith("  "))
                .map(String::strip);
    }

    @Test
    void everyCommandHasAnExample() {
        // Then
        assertThat(commands()).hasSizeGreaterThan(15).allSatisfy(command -> assertThat(examples(command))
                .as(command.getCommandSpec().qualifiedName())
                .isNotEmpty()
                .allMatch(line -> line.contains("./" + command.getCommandSpec().qualifiedName())));
    }

    @Test
    void everyGroupOfCommandsShowsExamplesOfTheirs() {
        // Then
        assertThat(lolbatch().getSubcommands().values())
                .filteredOn(command -> !command.getSubcommands().isEmpty())
                .hasSizeGreaterThan(3)
                .allSatisfy(group -> assertThat(examples(group))
                        .as(group.getCommandName())
                        .isNotEmpty()
                        .isSubsetOf(group.getSubcommands().values().stream()
                                .flatMap(ExamplesTest::examples)
                                .toList()));
    }

    @Test
    void everyCommandButTheScriptForShellsSpeaksJson() {
        // Then
        assertThat(commands())
                .filteredOn(command -> !command.getCommandName().equals("completion"))
                .allSatisfy(command -> assertThat(command.getCommandSpec().findOption("--json"))
                        .as(command.getCommandSpec().qualifiedName())
                        .isNotNull());
    }

    @Test
    void everyHelpNamesTheExitCodes() {
        // Then
        assertThat(commands()).allSatisfy(command -> assertThat(command.getUsageMessage())
                .as(command.getCommandSpec().qualifiedName())
                .contains(
                        "0     done",
                        "1     failed",
                        "2     wrongly called",
                        "3     what it talks to does not answer"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleIsWhatTheCommandTakes(String example) {
        // Given
        List<String> words = WORD.matcher(example.substring(example.indexOf("./lolbatch ")))
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();

        // Then
        assertThatCode(() -> lolbatch().parseArgs(words.subList(1, words.size()).toArray(String[]::new)))
                .doesNotThrowAnyException();
    }
}
