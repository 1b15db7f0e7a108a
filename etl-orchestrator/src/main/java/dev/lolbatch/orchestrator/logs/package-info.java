/** What jobs have printed: read from its end, and kept after the run. */
package dev.lolbatch.orchestrator.logs;
