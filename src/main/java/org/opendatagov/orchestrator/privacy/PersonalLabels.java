package org.opendatagov.orchestrator.privacy;

import java.util.regex.Pattern;

/**
 * Labels that are personal values themselves: of a pivoted table, of a file whose first row was taken for its header, of free JSON. Such a label
 * is a value, and stays in as values do.
 */
public final class PersonalLabels {
    private static final Pattern TWO_NAMES =
            Pattern.compile("\\p{Lu}[\\p{L}\\p{M}'’-]+(?: \\p{Lu}\\.?)? \\p{Lu}[\\p{L}\\p{M}'’-]+");

    private PersonalLabels() {}

    /** Whether a label is such a value by its form alone, or a given and a family name. */
    public static boolean tells(String label) {
        return tells("", label) || fullName(label);
    }

    /** Whether a value is personal under a label: those of Hive partitions. */
    public static boolean tells(String label, String value) {
        ColumnScan scan = new ValueScan(label, "VARCHAR");
        scan.accept(value, 1);
        return scan.verdict().personal();
    }

    private static boolean fullName(String label) {
        if (!TWO_NAMES.matcher(label).matches()) {
            return false;
        }
        String[] words = WordForms.words(label);
        return Words.NAMES.contains(words[0]) && Words.NAMES.contains(words[words.length - 1]);
    }
}
