/** Configuration, and how the parts are put together from it. */
package dev.lolbatch.orchestrator.config;
