/** Figures for Prometheus. */
package dev.lolbatch.orchestrator.metrics;
