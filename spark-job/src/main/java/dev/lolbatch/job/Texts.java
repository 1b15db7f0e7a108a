package dev.lolbatch.job;

/** Texts of the lake. Blank are spaces alone: what else looks blank came from somewhere and stays. */
final class Texts {
    private Texts() {}

    static boolean isBlank(String text) {
        return text == null || trim(text).isEmpty();
    }

    /** Without the spaces around it. */
    static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == ' ') {
            from++;
        }
        while (to > from && text.charAt(to - 1) == ' ') {
            to--;
        }
        return text.substring(from, to);
    }
}
