/**
 * The Spark application: one snapshot of the lake becomes participants and published views in Cassandra.
 *
 * <p>Start reading at {@link dev.lolbatch.job.StatisticsRun}. Everything between {@link dev.lolbatch.job.LakeSnapshot} and
 * {@link dev.lolbatch.job.ParticipantWriting} is a pure function of rows, where {@code with…} adds columns; from there on
 * {@link dev.lolbatch.job.Cube} and {@link dev.lolbatch.job.ViewPublication} are plain Java.
 */
package dev.lolbatch.job;
