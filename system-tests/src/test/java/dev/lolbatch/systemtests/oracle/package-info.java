/**
 * What the pipeline must make of the records on the topic, computed from their raw bytes by plain Java. Shares no code
 * with the product and follows DESIGN.md alone, so that an error of the product cannot repeat here.
 */
package dev.lolbatch.systemtests.oracle;
