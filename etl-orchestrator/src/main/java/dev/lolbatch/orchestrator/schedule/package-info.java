/** Runs that nobody has to ask for. */
package dev.lolbatch.orchestrator.schedule;
