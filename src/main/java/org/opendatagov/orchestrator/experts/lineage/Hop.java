package org.opendatagov.orchestrator.experts.lineage;

/**
 * One step of personal data from a column into another.
 *
 * @param job the job that does it; empty where no event tells
 * @param what is done, such as {@code IDENTITY}; empty where not told
 * @param masked whether it is masked after this step, here or before
 * @param columnsKnown false where only the datasets are known: whether personal data goes along is then not certain
 */
record Hop(ColumnPlace from, ColumnPlace to, String job, String what, boolean masked, boolean columnsKnown) {}
