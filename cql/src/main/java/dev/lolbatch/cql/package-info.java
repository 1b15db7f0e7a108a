/** The only DDL of the product: the numbered files at the top of this module, and what applies them. */
package dev.lolbatch.cql;
