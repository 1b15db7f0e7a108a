/** The lake and what else lies on its file system, behind their ports; Hadoop is reached from here and from nowhere else. */
package dev.lolbatch.orchestrator.lake;
