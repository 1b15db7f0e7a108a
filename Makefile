.PHONY: demo test it fmt crash

KILLS ?= 100
SEED ?= 1

demo:
	./lolbatch demo

# Unit tests.
test:
	mvn -B test

# All tests: unit, integration, end to end.
it:
	mvn -B verify

fmt:
	mvn -B spotless:apply

# Kills ingest-service KILLS times under load, and accounts for every record. Ends with one line.
crash:
	mvn -B -q -pl ingest-service -am verify -Pcrash -DskipTests -Dcrash.kills=$(KILLS) -Dcrash.seed=$(SEED)
