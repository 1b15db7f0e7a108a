/**
 * The Spark application: one snapshot of the lake becomes participants and published views in Cassandra.
 *
 * <p>Start reading at {@link dev.lolbatch.job.StatisticsRun}. Spark reads the lake ({@link dev.lolbatch.job.LakeSnapshot}) and runs
 * {@link dev.lolbatch.job.ParticipantWriting}; what that makes of a match ({@link dev.lolbatch.job.LakeMatch},
 * {@link dev.lolbatch.job.Features}, {@link dev.lolbatch.job.Cube}) are pure functions, and so are the views
 * ({@link dev.lolbatch.job.ViewPublication}) but for their store.
 */
package dev.lolbatch.job;
