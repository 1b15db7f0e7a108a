package dev.lolbatch.job;

/** A partition of {@code view_cube} and {@code view_matches}. */
record PartRef(String view, String runId, String part) {}
