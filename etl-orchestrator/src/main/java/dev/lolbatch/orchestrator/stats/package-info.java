/** The statistics that the job has made, and the port to where they are. */
package dev.lolbatch.orchestrator.stats;
