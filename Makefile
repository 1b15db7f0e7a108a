.PHONY: demo test it fmt crash outage bench bench-job job-classes cli-classes

KILLS ?= 100
SEED ?= 1
SECONDS ?= 120
ONLY ?=
MATCHES ?= 100000
DAYS ?= 365

RUN = mvn -B -q -pl ingest-service -am verify -Prun -DskipTests

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
	$(RUN) -Drun.main=dev.lolbatch.ingest.CrashRun -Drun.arguments="$(KILLS) $(SEED)"

# Takes HDFS, Kafka and both away from ingest-service for SECONDS under load. Ends with one line.
outage:
	$(RUN) -Drun.main=dev.lolbatch.ingest.OutageRun -Drun.arguments="$(SECONDS) $(SEED)"

# Measures everything against its peers, or only the sections that ONLY names (reader ingest indexes dates serving job
# job-small job-history); ends with a table, and fails when a target is missed. The job's date has MATCHES matches, ten rows each, the
# indexes a tenth of them, and the job's history DAYS days.
bench:
	mvn -B -q -Dquick -pl benchmarks -am verify -Pbench -Dbench.only="$(ONLY)" -Dbench.matches=$(MATCHES) -Dbench.history-days=$(DAYS)

bench-job:
	$(MAKE) bench ONLY="job job-small job-history"

# Lists anew, by a run, which classes the job loads: the archive of them is made of this list.
job-classes:
	mvn -B -q -pl spark-job -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=ClassArchiveIT#*Listed \
	  -Dfailsafe.failIfNoSpecifiedTests=false -Dlolbatch.job.class-list=$(CURDIR)/spark-job/src/main/class-archive/classes.list.gz

# The same for the command line.
cli-classes:
	mvn -B -q -pl cli -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=ClassArchiveIT#*Listed \
	  -Dfailsafe.failIfNoSpecifiedTests=false -Dlolbatch.cli.class-list=$(CURDIR)/cli/src/main/class-archive/classes.list.gz
