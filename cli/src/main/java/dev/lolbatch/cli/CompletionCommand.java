package dev.lolbatch.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Prints a script by which bash or zsh completes commands and options.",
        footer = {
            "",
            "Examples:",
            "  ./lolbatch completion",
            "",
            "To use it in this shell: source <(./lolbatch completion)"
        })
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        CommandLine root = command.root().commandLine();
        command.commandLine().getOut().print(AutoComplete.bash(root.getCommandName(), root));
        command.commandLine().getOut().flush();
        return 0;
    }
}
