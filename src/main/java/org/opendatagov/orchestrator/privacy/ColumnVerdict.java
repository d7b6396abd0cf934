package org.opendatagov.orchestrator.privacy;

import java.util.List;

/**
 * Whether a column holds personal data, and of which classes.
 *
 * @param personal until this is known to be false, no raw value of the column may leave
 * @param specialCategory GDPR Art. 9 data: health, ethnicity, religion, politics, union, sex life, biometric; criminal
 * @param classes most confident first; for a column that is not personal, weak matches that were rejected are left out
 * @param explanation one sentence: what decided, name or values
 */
public record ColumnVerdict(boolean personal, boolean specialCategory, List<ClassMatch> classes, String explanation) {
    public ColumnVerdict {
        classes = List.copyOf(classes);
    }
}
