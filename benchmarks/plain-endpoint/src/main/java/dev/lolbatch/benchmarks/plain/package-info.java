/** What a request costs when nothing is asked of anybody. */
package dev.lolbatch.benchmarks.plain;
