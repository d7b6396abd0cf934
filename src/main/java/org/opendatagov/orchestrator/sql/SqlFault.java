package org.opendatagov.orchestrator.sql;

/**
 * What could not be read.
 *
 * @param statement number of the statement, from 1
 * @param line in the script, from 1
 * @param column in the line, in UTF-16 units, from 1
 * @param message what was expected and what was found, without names and literals of the script
 */
public record SqlFault(int statement, int line, int column, String message) {}
