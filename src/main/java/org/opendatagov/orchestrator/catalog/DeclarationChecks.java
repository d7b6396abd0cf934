package org.opendatagov.orchestrator.catalog;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.opendatagov.orchestrator.problem.Problem;

/** What each member of a declaration must look like; all problems of one declaration at once. */
final class DeclarationChecks {
    /** GDPR Art. 6(1)(a) to (f); then what Brazil's LGPD has beside them, Art. 7 IV, VI, VIII, X. */
    private static final Set<String> BASES = Set.of(
            "consent",
            "contract",
            "legal_obligation",
            "vital_interests",
            "public_task",
            "legitimate_interests",
            "research",
            "legal_proceedings",
            "health_protection",
            "credit_protection");
    /** GDPR Art. 9(2)(a) to (j). */
    private static final Set<String> CONDITIONS = Set.of(
            "explicit_consent",
            "employment_and_social_protection",
            "vital_interests",
            "not_for_profit_body",
            "made_public_by_data_subject",
            "legal_claims",
            "substantial_public_interest",
            "health_care",
            "public_health",
            "archiving_and_research");
    /** GDPR Art. 45, 46(2)(b) to (f), 49. */
    private static final Set<String> SAFEGUARDS = Set.of(
            "adequacy_decision",
            "binding_corporate_rules",
            "standard_contractual_clauses",
            "code_of_conduct",
            "certification",
            "derogation");
    /** The names that the large clouds give their regions, and such as {@code on-premises-lisbon}. */
    private static final Pattern REGION = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private static final int LONGEST = 1000;
    private static final String SCHEDULE = "schedule";
    private static final Map<String, Check> MEMBERS = members();
    private static final Map<String, Check> SCHEDULE_MEMBERS = new TreeMap<>(Map.of(
            "runs_per_month", number(),
            "hours_per_run", number(),
            "executor_rate", number(),
            "executors",
                    check(
                            "a whole number of 0 or more",
                            value -> value instanceof Integer executors && executors >= 0)));

    private DeclarationChecks() {}

    /** What a value must be, and whether it is. */
    private record Check(String expected, Predicate<Object> fits) {}

    private static Map<String, Check> members() {
        Map<String, Check> members = new TreeMap<>();
        for (String name : List.of(
                "owner",
                "purpose",
                "retention_column",
                "consent_source",
                "necessity",
                "impact_assessment",
                "privacy_notice",
                "rights_procedure")) {
            members.put(name, check("text of at most " + LONGEST + " characters", DeclarationChecks::isText));
        }
        for (String name : List.of(
                "tags",
                "data_subjects",
                "recipients",
                "transfers",
                "upstream",
                "security_measures",
                "masked_columns")) {
            members.put(name, check("a list of texts", DeclarationChecks::areTexts));
        }
        members.put("region", check("a region's name in lower case, such as eu-west-1", DeclarationChecks::isRegion));
        members.put("retention", check("an ISO-8601 period above 0, such as P2Y or P90D", DeclarationChecks::isPeriod));
        members.put("lawful_basis", oneOf(BASES));
        members.put("special_category_condition", oneOf(CONDITIONS));
        members.put("transfer_safeguard", oneOf(SAFEGUARDS));
        members.put(SCHEDULE, check("an object", Map.class::isInstance));
        return members;
    }

    /** All that can be declared. */
    static Set<String> names() {
        return MEMBERS.keySet();
    }

    /** The problems of some members; null stands for a removal and is always right. */
    static List<Problem> problems(Map<?, ?> changes, String base) {
        List<Problem> problems = new ArrayList<>();
        check(changes, base, MEMBERS, problems);
        if (changes.get(SCHEDULE) instanceof Map<?, ?> schedule) {
            String path = base + "/" + SCHEDULE;
            check(schedule, path, SCHEDULE_MEMBERS, problems);
            SCHEDULE_MEMBERS.keySet().stream()
                    .filter(name -> schedule.get(name) == null)
                    .forEach(name -> problems.add(problem(path, name, "is missing")));
        }
        problems.addAll(DeclarationConflicts.problems(changes, base));
        return problems;
    }

    private static void check(Map<?, ?> given, String base, Map<String, Check> known, List<Problem> problems) {
        given.forEach((key, value) -> {
            String name = String.valueOf(key);
            Check check = known.get(name);
            if (check == null) {
                problems.add(problem(base, name, "is unknown; known are " + String.join(", ", known.keySet())));
            } else if (value != null && !check.fits().test(value)) {
                problems.add(problem(base, name, "must be " + check.expected()));
            }
        });
    }

    private static Problem problem(String base, String name, String what) {
        String path = base + "/" + name.replace("~", "~0").replace("/", "~1");
        return new Problem("invalid_declaration", path, "'%s' %s.".formatted(name, what));
    }

    private static Check check(String expected, Predicate<Object> fits) {
        return new Check(expected, fits);
    }

    private static Check oneOf(Set<String> words) {
        String known = String.join(", ", words.stream().sorted().toList());
        return check("one of " + known, value -> value instanceof String word && words.contains(word));
    }

    private static Check number() {
        return check(
                "a number of 0 or more",
                value -> value instanceof Number number
                        && number.doubleValue() >= 0
                        && Double.isFinite(number.doubleValue()));
    }

    private static boolean isText(Object value) {
        return value instanceof String text
                && !text.isBlank()
                && text.length() <= LONGEST
                && text.chars().noneMatch(Character::isISOControl);
    }

    private static boolean areTexts(Object value) {
        return value instanceof List<?> list && list.stream().allMatch(item -> item != null && isText(item));
    }

    private static boolean isRegion(Object value) {
        return value instanceof String text
                && isText(text)
                && REGION.matcher(text).matches();
    }

    private static boolean isPeriod(Object value) {
        return value instanceof String text && (period(text).isPresent() || duration(text));
    }

    private static Optional<Period> period(String text) {
        try {
            return Optional.of(Period.parse(text)).filter(period -> !period.isNegative() && !period.isZero());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean duration(String text) {
        try {
            return Duration.parse(text).isPositive();
        } catch (DateTimeException e) {
            return false;
        }
    }
}
