/** Probes: what Kubernetes and people ask before they send requests. */
package dev.lolbatch.orchestrator.health;
