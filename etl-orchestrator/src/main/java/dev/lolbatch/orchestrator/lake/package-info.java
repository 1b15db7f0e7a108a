/** The lake behind its port; Iceberg and Hadoop are reached from here and from nowhere else. */
package dev.lolbatch.orchestrator.lake;
