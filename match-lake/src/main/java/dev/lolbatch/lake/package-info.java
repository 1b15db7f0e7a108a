/**
 * The lake's contract, shared by everything that writes or reads it: the schema of the Iceberg table {@code
 * lolbatch.lol_matches}, where its files lie, how it is opened, and where its Kafka offsets are kept.
 *
 * <p>Start reading at {@link dev.lolbatch.lake.Lake}.
 */
package dev.lolbatch.lake;
