.PHONY: demo test it fmt

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
