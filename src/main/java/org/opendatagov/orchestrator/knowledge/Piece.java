package org.opendatagov.orchestrator.knowledge;

/** A passage before it is stored, under the headings that lead to it, joined by {@code " > "}. */
record Piece(String heading, String place, String text) {}
