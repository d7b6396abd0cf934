package org.opendatagov.orchestrator.workflow;

/** JSON Pointers (RFC 6901). */
final class Pointer {
    private static final int LONGEST_NAME = 100;

    private Pointer() {}

    /** The pointer of a member; a name too long to be shown is cut. */
    static String of(String parent, String member) {
        String shown = member.length() > LONGEST_NAME ? member.substring(0, LONGEST_NAME) + "…" : member;
        return parent + "/" + shown.replace("~", "~0").replace("/", "~1");
    }

    static String of(String parent, int index) {
        return parent + "/" + index;
    }
}
