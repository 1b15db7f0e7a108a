/** REST: what comes in as HTTP and goes out as JSON, and nothing else. */
package dev.lolbatch.orchestrator.http;
