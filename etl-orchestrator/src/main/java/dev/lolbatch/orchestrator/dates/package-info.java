/** What the lake has of each date, and what is published of it. */
package dev.lolbatch.orchestrator.dates;
