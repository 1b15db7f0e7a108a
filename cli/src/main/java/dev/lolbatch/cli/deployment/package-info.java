/** Where a lolbatch runs, on this machine or elsewhere, and the clients of what it is made of. */
package dev.lolbatch.cli.deployment;
