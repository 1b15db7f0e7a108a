package dev.lolbatch.cli.deployment;

import java.net.URI;

/** A lolbatch that runs: what it keeps its data in, and its services. */
public record Deployment(Stores stores, URI ingest, URI orchestrator) {}
