/** What can go wrong for a caller, known to every other package. */
package dev.lolbatch.orchestrator.problem;
