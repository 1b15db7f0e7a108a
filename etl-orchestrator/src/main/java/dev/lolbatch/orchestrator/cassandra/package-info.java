/** The ports' adapters on Cassandra; the driver is known here and nowhere else. */
package dev.lolbatch.orchestrator.cassandra;
