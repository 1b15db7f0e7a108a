/** The statistics computed a second time, to compare the job's with. It starts at {@code statistics.sql}. */
package dev.lolbatch.job.oracle;
