/** Runs: their states and moves, admission, queue, execution, settlement; and the ports that these need. */
package dev.lolbatch.orchestrator.run;
