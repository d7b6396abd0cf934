package org.opendatagov.orchestrator.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.util.unit.DataSize;

/** Finds everything that is wrong with what is said of a document; of its content only what shows from outside. */
final class DocumentChecks {
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern EXPERT = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,63}");
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\u200C\\u200D]]+");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_VALUE = 200;
    private static final int MOST_MEMBERS = 20;

    private final List<Problem> problems = new ArrayList<>();

    private DocumentChecks() {}

    static List<Problem> problems(NewDocument document, DataSize largest) {
        DocumentChecks checks = new DocumentChecks();
        checks.file(document, largest);
        checks.length("/name", document.nameOrFileName(), LONGEST_NAME);
        checks.holds(
                !document.nameOrFileName().isBlank(),
                "missing_name",
                "/name",
                "The document needs a name, or its file one.");
        checks.tenant(document.tenant()).ifPresent(checks.problems::add);
        checks.length("/title", document.title(), LONGEST_TEXT);
        checks.length("/source", document.source(), LONGEST_TEXT);
        checks.experts(document.experts());
        checks.metadata(document.metadata());
        return checks.problems;
    }

    private void file(NewDocument document, DataSize largest) {
        holds(
                DocumentFormat.ofName(document.fileName()).isPresent(),
                "unknown_format",
                NewDocument.FILE,
                "The file's name ends with none of " + DocumentFormat.ENDINGS + ", which are read.");
        holds(document.content().contentLength() > 0, "empty", NewDocument.FILE, "The file is empty.");
        holds(
                document.content().contentLength() <= largest.toBytes(),
                "too_large",
                NewDocument.FILE,
                "The file is larger than " + largest.toBytes() + " bytes (orchestrator.knowledge.max-document).");
    }

    Optional<Problem> tenant(String tenant) {
        return tenant.isEmpty() || TENANT.matcher(tenant).matches()
                ? Optional.empty()
                : Optional.of(
                        new Problem(
                                "invalid_tenant",
                                "/tenant",
                                "A tenant has at most 64 letters, digits, dots, hyphens and underscores and begins with a letter or digit."));
    }

    private void experts(List<String> experts) {
        for (int index = 0; index < experts.size(); index++) {
            holds(
                    EXPERT.matcher(experts.get(index)).matches(),
                    "invalid_expert",
                    "/experts/" + index,
                    "An expert is given by its name, such as QualityExpert.");
        }
        holds(
                experts.size() <= MOST_MEMBERS,
                "too_many",
                "/experts",
                "At most " + MOST_MEMBERS + " experts can be named.");
    }

    private void metadata(Map<String, String> metadata) {
        holds(
                metadata.size() <= MOST_MEMBERS,
                "too_many",
                "/metadata",
                "At most " + MOST_MEMBERS + " members are kept.");
        metadata.forEach((key, value) -> {
            boolean known = KEY.matcher(key).matches();
            holds(
                    known,
                    "invalid_key",
                    "/metadata",
                    "A member's name has lower-case letters, digits and underscores, begins with a letter and has at most 63 characters.");
            length(known ? "/metadata/" + key : "/metadata", value, LONGEST_VALUE);
        });
    }

    /** Control characters, and invisible ones but for the two that join letters or keep them apart, as some languages are written. */
    static Matcher unseen(String text) {
        return UNSEEN.matcher(text);
    }

    private void length(String path, String text, int most) {
        holds(text.length() <= most, "too_long", path, "The text has more than " + most + " characters.");
        holds(
                !unseen(text).find(),
                "invalid_text",
                path,
                "The text holds a control character, such as a line break, or an invisible one, such as one that turns the text around.");
    }

    private void holds(boolean condition, String code, String path, String message) {
        if (!condition) {
            problems.add(new Problem(code, path, message));
        }
    }
}
