/** What happens to runs, kept in one order and passed on to whoever listens. */
package dev.lolbatch.orchestrator.events;
