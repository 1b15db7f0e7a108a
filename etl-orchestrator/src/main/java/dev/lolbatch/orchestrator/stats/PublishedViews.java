package dev.lolbatch.orchestrator.stats;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which version of each view is published, all at one moment.
 *
 * @param all of the view over all dates; empty before the first run
 * @param dates of the views of single dates
 * @param tag tells this state from every other, by a few characters
 */
public record PublishedViews(Optional<String> all, NavigableMap<LocalDate, String> dates, String tag) {
    /** Name of the view over all published dates. */
    static final String ALL = "all";

    private static final int TAG_BYTES = 9;

    /** @param pointers name of the version by name of the view; views that are neither of a date nor of all are not for here */
    static PublishedViews of(Map<String, String> pointers) {
        TreeMap<LocalDate, String> dates = new TreeMap<>();
        pointers.forEach((view, version) -> {
            if (view.matches("\\d{4}-\\d{2}-\\d{2}")) {
                dates.put(LocalDate.parse(view), version);
            }
        });
        return new PublishedViews(Optional.ofNullable(pointers.get(ALL)), dates, tag(pointers));
    }

    /** The version of a view; empty when it is not published. */
    Optional<String> version(String view) {
        return view.equals(ALL) ? all : Optional.ofNullable(dates.get(LocalDate.parse(view)));
    }

    private static String tag(Map<String, String> pointers) {
        MessageDigest digest = sha256();
        new TreeMap<>(pointers)
                .forEach((view, version) ->
                        digest.update((view + '=' + version + '\n').getBytes(StandardCharsets.UTF_8)));
        byte[] hash = digest.digest();
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, TAG_BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
