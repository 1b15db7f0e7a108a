package dev.lolbatch.orchestrator.stats;

import java.util.Comparator;
import java.util.regex.Pattern;

/** Names of patches, such as {@code 15.3}, which are the parts of a view. */
final class Patch {
    /** The part that is the sum over all others. */
    static final String ALL = "*";

    private static final Pattern NAME = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    /** Oldest first: 15.9 comes before 15.10. */
    static final Comparator<String> ORDER =
            Comparator.comparingInt((String patch) -> number(patch, 1)).thenComparingInt(patch -> number(patch, 2));

    private Patch() {}

    /** False for the sum over all, and for matches whose form has no patch. */
    static boolean isOne(String part) {
        return NAME.matcher(part).matches();
    }

    private static int number(String patch, int group) {
        var matcher = NAME.matcher(patch);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Cannot order patch " + patch + ": it is not two numbers with a dot");
        }
        return Integer.parseInt(matcher.group(group));
    }
}
