/** {@code lolbatch backup} and {@code restore-offsets}: what no service would bring back by itself. */
package dev.lolbatch.cli.backup;
