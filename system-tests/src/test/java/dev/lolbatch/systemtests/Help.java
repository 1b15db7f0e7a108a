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

    /** All commands that do something, such as {@code down} and {@code etl run}. */
    List<String> commands() throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        for (String command : listed(text(""))) {
            List<String> below = listed(text(command));
            if (below.isEmpty()) {
                all.add(command);
            }
            below.forEach(name -> all.add(command + " " + name));
        }
        return all;
    }

    private static List<String> listed(String text) {
        int start = text.indexOf(COMMANDS);
        return start < 0
                ? List.of()
                : matches(COMMAND, text.substring(start + COMMANDS.length()).split("\n\n", 2)[0]);
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
