package dev.lolbatch.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a command answers: in sentences and tables for people, or in JSON for programs. */
public final class Output {
    private final Terminal terminal;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--json",
            description = "Print JSON on standard output and nothing else; how far it is goes to standard error.")
    private boolean json;

    public Output(Terminal terminal) {
        this.terminal = terminal;
    }

    public boolean isJson() {
        return json;
    }

    /** For what people read. */
    PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** A line. */
    public void print(String line) {
        out().println(line);
        out().flush();
    }

    /** A remark, which is no part of the answer. */
    void tell(String remark) {
        PrintWriter to = json ? command.commandLine().getErr() : out();
        to.println(remark);
        to.flush();
    }

    void print(TextTable table) {
        print(table.text(
                terminal.width(), command.commandLine().getColorScheme().ansi()));
    }

    /** A document as a service gave it, on one line as long as it has none itself. */
    void print(Answer answer) {
        print(answer.text().strip());
    }

    /** A document of our own, on one line. */
    public void printJson(Object document) {
        print(Json.text(document));
    }

    /** Tells how far the command is; nothing is left of it on the screen when the command ends, however it does. */
    public Progress progress() {
        if (json) {
            return Progress.on(command.commandLine().getErr(), Terminal.STREAM);
        }
        Progress progress = Progress.on(out(), terminal);
        if (terminal.isScreen()) {
            Runtime.getRuntime().addShutdownHook(new Thread(progress::end, "end-progress"));
        }
        return progress;
    }
}
