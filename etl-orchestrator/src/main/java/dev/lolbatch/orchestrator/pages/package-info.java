/** The dashboard: what people see of statistics, runs, dates and health, rendered here and served as HTML. */
package dev.lolbatch.orchestrator.pages;
