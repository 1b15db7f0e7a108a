package dev.lolbatch.job;

import java.util.Optional;

/**
 * Publishes a version of a view, if the version that is published now is the expected one.
 *
 * @param expected empty when none is
 */
record PointerMove(String view, Optional<String> expected, String next) {}
