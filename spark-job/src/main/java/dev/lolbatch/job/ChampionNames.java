package dev.lolbatch.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One name per champion: {@code FiddleSticks}, {@code fiddlesticks} and {@code Cho'Gath} become {@code Fiddlesticks} and
 * {@code Chogath}, the ids of {@code champions.txt}. A champion unknown there keeps its name, without the spaces around it.
 */
final class ChampionNames {
    private static final String RESOURCE = "champions.txt";
    /** Left out of a name before it is looked up. */
    private static final Pattern PUNCTUATION = Pattern.compile("[ '.’&_-]+");

    private final Map<String, String> ids;

    private ChampionNames(Map<String, String> ids) {
        this.ids = Map.copyOf(ids);
    }

    /** The names of {@code champions.txt}. */
    static ChampionNames load() {
        Map<String, String> ids = new HashMap<>();
        for (String line : lines()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> names = List.of(line.strip().split(" +"));
            for (String name : names) {
                if (ids.put(name.toLowerCase(Locale.ROOT), names.get(0)) != null) {
                    throw new IllegalStateException(
                            "Cannot use " + RESOURCE + ": it names " + name + " twice; remove one");
                }
            }
        }
        return new ChampionNames(ids);
    }

    /** The champion's one name. */
    String unified(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String id = ids.get(lower);
        if (id == null) {
            id = ids.get(PUNCTUATION.matcher(lower).replaceAll(""));
        }
        return id == null ? Texts.trim(name) : id;
    }

    private static List<String> lines() {
        try (InputStream resource = ChampionNames.class.getResourceAsStream(RESOURCE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RESOURCE + " of the job's jar", e);
        }
    }
}
