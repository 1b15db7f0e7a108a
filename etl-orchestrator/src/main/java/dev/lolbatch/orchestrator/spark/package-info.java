/** Starts Spark jobs; Spark's launcher is known here and nowhere else. */
package dev.lolbatch.orchestrator.spark;
