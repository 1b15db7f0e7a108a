/**
 * Makes League of Legends matches that look like real ones, and sends them to Kafka.
 *
 * <p>Start reading at {@link dev.lolbatch.generator.MatchGenerator}. Knows nothing of the product: what it says of a
 * match is an independent truth to test against.
 */
package dev.lolbatch.generator;
