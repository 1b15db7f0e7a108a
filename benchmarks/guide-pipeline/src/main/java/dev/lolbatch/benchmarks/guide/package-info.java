/** The peer that the Spark job is measured against. */
package dev.lolbatch.benchmarks.guide;
