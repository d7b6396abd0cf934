package org.opendatagov.orchestrator.knowledge;

/**
 * A heading or a piece of text of a document, as its author parted it.
 *
 * @param level of a heading, from 1; 0: a paragraph, list, table or the like
 * @param place where it begins, for people: {@code line 12}, {@code page 3}
 */
record Block(int level, String text, String place) {
    static Block text(String text, String place) {
        return new Block(0, text, place);
    }

    boolean heading() {
        return level > 0;
    }
}
