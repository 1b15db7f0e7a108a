/** {@code lolbatch verify}: whether everything that a lolbatch is made of does its work, found out by doing it. */
package dev.lolbatch.cli.verify;
