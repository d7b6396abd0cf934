package org.opendatagov.orchestrator.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of a log as they may be shown: without literals, people's names in paths, and what exceptions quote. */
final class LogText {
    private static final int LONGEST = 400;
    private static final Pattern CALL_SITE = Pattern.compile("[\\w$]+ at [\\w$<>.]+:\\d+");
    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern LITERAL =
            Pattern.compile("'(?:[^'\\\\]|\\\\.|'')*+'?|\"(?:[^\"\\\\]|\\\\.|\"\")*+\"?");
    private static final Pattern EMAIL = Pattern.compile("[\\w.+%-]++@[\\w.-]+");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w$])[-+]?\\d[\\d.,_:/-]*");
    private static final Pattern HOME = Pattern.compile("(?i)(/(?:users|home|user)/)[^/\\s,;\\]]+");
    private static final Pattern PARTITION = Pattern.compile("(/[A-Za-z_][\\w.-]*=)[^/\\s,;\\]]+");
    private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]+@");
    private static final Pattern QUERY = Pattern.compile("(?<=[\\w/])\\?[^\\s,;\\]]*");
    private static final Pattern FAILURE_CLASS =
            Pattern.compile("\\b(?:[a-z][\\w$]*\\.)+[A-Z][\\w$]*(?:Exception|Error|Failure|Throwable)\\b");
    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Za-z_][\\w.]*)#\\d+");

    private LogText() {}

    /** A stage's or job's name or description: a place in a program stays, SQL loses its literals, comments and numbers. */
    static String described(String text) {
        String whole = text.strip();
        if (CALL_SITE.matcher(whole).matches()) {
            return whole;
        }
        String plain = COMMENT.matcher(shortened(whole)).replaceAll(" ");
        plain = LITERAL.matcher(path(plain)).replaceAll("?");
        return NUMBER.matcher(plain).replaceAll("?").replaceAll("\\s+", " ").strip();
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    /** A location without a person's folder, credentials and the values of partitions. */
    static String path(String text) {
        String shown = USER_INFO.matcher(text).replaceAll("//");
        shown = EMAIL.matcher(shown).replaceAll("*");
        shown = HOME.matcher(shown).replaceAll("$1*");
        shown = PARTITION.matcher(shown).replaceAll("$1*");
        return QUERY.matcher(shown).replaceAll("");
    }

    /** What kind of failure: the class of the innermost exception that is named, since messages quote data. */
    static String failure(String text) {
        String last = "";
        Matcher matcher = FAILURE_CLASS.matcher(text.length() > 20_000 ? text.substring(0, 20_000) : text);
        while (matcher.find()) {
            last = matcher.group();
        }
        if (!last.isEmpty()) {
            return last;
        }
        return text.contains("cancelled") || text.contains("canceled") ? "cancelled" : "unknown";
    }

    /** The columns that an expression of a plan names; all else in it may be a literal, which plans do not quote. */
    static List<String> columns(String expression) {
        List<String> columns = new ArrayList<>();
        Matcher matcher = ATTRIBUTE.matcher(expression);
        while (matcher.find() && columns.size() < 200) {
            if (!columns.contains(matcher.group(1))) {
                columns.add(matcher.group(1));
            }
        }
        return columns;
    }
}
