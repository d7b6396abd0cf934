package org.opendatagov.orchestrator.catalog;

/**
 * Data flows from one node to the next.
 *
 * @param how {@code openlineage} where an event told it; else as {@link LineageEdge#how()}
 * @param confidence 0..1; what events tell is sure
 */
public record GraphEdge(String from, String to, String how, double confidence) {}
