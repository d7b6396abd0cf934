package org.opendatagov.orchestrator.catalog;

/**
 * One dataset is made from another.
 *
 * @param upstream dataset id or, for a dataset never seen, its name
 * @param how {@code declared, foreign_key, naming, openlineage, sql}
 * @param confidence 0..1
 */
public record LineageEdge(String upstream, String downstream, String how, double confidence) {}
