package org.opendatagov.orchestrator.knowledge;

/**
 * A passage as it is stored.
 *
 * @param passage its number, from 1
 * @param heading the headings that lead to it, joined by {@code " > "}; empty above the first one
 * @param place where it begins: {@code line 12}, {@code page 3}
 */
public record DocumentPassage(int passage, String heading, String place, String text) {}
