package dev.lolbatch.systemtests;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the command line says of itself. */
record Help(LolbatchCommand lolbatch) {
    private static final String COMMANDS = "Commands:\n";
    private static final Pattern COMMAND = Pattern.compile("^  ([a-z-]+)", Pattern.MULTILINE);
    private static final Pattern EXAMPLE =
            Pattern.compile("^  (\\S.*\\./lolbatch.*|\\./lolbatch .*)$", Pattern.MULTILINE);

    /** All commands that do something, such as {@code etl run}. */
    List<String> commands() throws IOException, InterruptedException {
        return below("");
    }

    private List<String> below(String command) throws IOException, InterruptedException {
        String text = text(command);
        int listed = text.indexOf(COMMANDS);
        if (listed < 0) {
            return List.of(command);
        }
        List<String> all = new ArrayList<>();
        String list = text.substring(listed + COMMANDS.length()).split("\n\n", 2)[0];
        for (String name : matches(COMMAND, list)) {
            all.addAll(below((command + " " + name).strip()));
        }
        return all;
    }

    /** @param command empty for the command line as a whole */
    List<String> examples(String command) throws IOException, InterruptedException {
        return matches(EXAMPLE, text(command));
    }

    private String text(String command) throws IOException, InterruptedException {
        return lolbatch.paste("./lolbatch " + command + " --help").out();
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
