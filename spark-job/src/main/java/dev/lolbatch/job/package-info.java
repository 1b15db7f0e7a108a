/**
 * The Spark application: one snapshot of the lake becomes participants, champion and position statistics in Cassandra.
 *
 * <p>Start reading at {@link dev.lolbatch.job.StatisticsRun}. Everything between {@link dev.lolbatch.job.LakeSnapshot} and
 * {@link dev.lolbatch.job.StatisticsTables} is a pure function of rows: {@code with…} adds columns, {@code filter…} removes
 * rows.
 */
package dev.lolbatch.job;
