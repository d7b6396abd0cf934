package org.opendatagov.orchestrator.plan;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns of a plan of Spark. It prints literals without quotes, so that nothing in an expression is known to be none unless it is
 * a column that an operator puts out, an operator or a word of the language: all else is masked.
 */
record SparkColumns(Set<String> known) {
    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Za-z_][\\w.]*)#\\d+L?");
    private static final Pattern SCANNED = Pattern.compile("^\\w*Scan [^\\[]*\\[([^\\]]*)\\]");
    private static final Pattern TOKEN =
            Pattern.compile("[A-Za-z_][\\w.]*#\\d+L?|[A-Za-z_]\\w*|<=>|<=|>=|<>|[()=<>,]|[^\\s()=<>,]+");
    private static final Pattern MASKS = Pattern.compile("\\?(?:\\s*\\?)+");
    private static final Set<String> WORDS = Set.of(
            "AND",
            "OR",
            "NOT",
            "IN",
            "IS",
            "NULL",
            "LIKE",
            "RLIKE",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "ASC",
            "DESC",
            "FIRST",
            "LAST",
            "NULLS",
            "AS",
            "isnotnull",
            "isnull",
            "IsNotNull",
            "IsNull",
            "EqualTo",
            "EqualNullSafe",
            "GreaterThan",
            "GreaterThanOrEqual",
            "LessThan",
            "LessThanOrEqual",
            "In",
            "Not",
            "And",
            "Or",
            "StringStartsWith",
            "StringEndsWith",
            "StringContains",
            "StartsWith",
            "EndsWith",
            "Contains",
            "cast",
            "coalesce",
            "sum",
            "count",
            "avg",
            "min",
            "max",
            "year",
            "month",
            "date_format",
            "to_date",
            "lower",
            "upper",
            "trim",
            "substring",
            "might_contain",
            "dynamicpruning",
            "dynamicpruningexpression",
            "string",
            "int",
            "bigint",
            "date",
            "timestamp",
            "double",
            "xxhash64",
            "hashpartitioning",
            "rangepartitioning");

    static SparkColumns of(List<SparkLine> tree, Map<String, Map<String, String>> sections) {
        Set<String> known = new HashSet<>();
        for (SparkLine line : tree) {
            Matcher scanned = SCANNED.matcher(line.text());
            if (scanned.find()) {
                known.addAll(attributes(scanned.group(1)));
            }
        }
        sections.values().stream()
                .map(section -> section.getOrDefault("Output", ""))
                .map(output -> output.replaceAll("\\([^)]*\\)", ""))
                .map(SparkColumns::attributes)
                .forEach(known::addAll);
        return new SparkColumns(known);
    }

    private static Collection<String> attributes(String text) {
        return ATTRIBUTE.matcher(text).results().map(MatchResult::group).toList();
    }

    /** Names of the columns in a list, in its order. */
    static List<String> names(String text) {
        return ATTRIBUTE.matcher(text).results().map(found -> found.group(1)).toList();
    }

    String mask(String expression) {
        StringBuilder masked = new StringBuilder();
        Matcher token = TOKEN.matcher(expression);
        while (token.find()) {
            String word = token.group();
            boolean glued = word.equals(")")
                    || word.equals(",")
                    || word.equals("(")
                    || masked.isEmpty()
                    || masked.charAt(masked.length() - 1) == '(';
            masked.append(glued ? "" : " ").append(shown(word));
        }
        return MASKS.matcher(masked).replaceAll("?");
    }

    private String shown(String word) {
        boolean symbol = !Character.isLetterOrDigit(word.charAt(0)) && word.matches("<=>|<=|>=|<>|[()=<>,]");
        if (symbol || WORDS.contains(word)) {
            return word;
        }
        return known.contains(word) ? word.substring(0, word.lastIndexOf('#')) : "?";
    }
}
