package org.opendatagov.orchestrator.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operator's line in a tree of Spark.
 *
 * @param column where its text begins, which is its depth
 * @param id of its section; empty where the line tells all
 * @param text without the id
 * @param statistics what AQE measured; empty where nothing
 */
record SparkLine(int column, String id, String text, String statistics) {
    private static final String SUBQUERY = "subquery";
    private static final Pattern CODEGEN = Pattern.compile("^\\*(\\(\\d+\\))? ");
    private static final Pattern STATISTICS = Pattern.compile(", Statistics\\(([^)]{0,200})\\).*$");
    private static final Pattern ID = Pattern.compile(" {0,2}\\((\\d{1,9})\\)$");

    static SparkLine of(int column, String text) {
        String plain = CODEGEN.matcher(text).replaceFirst("");
        Matcher statistics = STATISTICS.matcher(plain);
        String told = statistics.find() ? statistics.group(1) : "";
        String line = STATISTICS.matcher(plain).replaceFirst("").strip();
        Matcher id = ID.matcher(line);
        return id.find()
                ? new SparkLine(
                        column, id.group(1), line.substring(0, id.start()).strip(), told)
                : new SparkLine(column, "", line, told);
    }

    /** Where the text of a line begins, behind the branches drawn before it. */
    static int column(String line) {
        int at = 0;
        while (at < line.length()
                && (line.charAt(at) == ' ' || line.charAt(at) == ':')
                && !line.startsWith(":- ", at)) {
            at++;
        }
        return line.startsWith(":- ", at) || line.startsWith("+- ", at) ? at + 3 : at;
    }

    static SparkLine subquery(String number) {
        return new SparkLine(0, SUBQUERY, number, "");
    }

    boolean isSubquery() {
        return id.equals(SUBQUERY);
    }
}
