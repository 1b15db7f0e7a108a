/** Participants of matches, with their features, and the port to where they are. */
package dev.lolbatch.orchestrator.history;
