package org.opendatagov.orchestrator.privacy;

/** How far a value fits a class. */
enum Look {
    NOTHING,
    /** The form fits, the check does not. */
    MATCHES,
    /** The whole value is one. */
    VALID,
    /** It is somewhere inside a longer text. */
    INSIDE;

    static Look of(boolean valid) {
        return valid ? VALID : MATCHES;
    }
}
