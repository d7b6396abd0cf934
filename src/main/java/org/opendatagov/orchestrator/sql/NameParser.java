package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opendatagov.orchestrator.sql.Token.Kind;

/** Reads names of tables, also those that a template engine will put in. */
final class NameParser {
    private static final Pattern REFERENCE =
            Pattern.compile("\\{\\{-?\\s*(?:ref|source)\\s*\\(([^()]*)\\)\\s*-?}}", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUOTED = Pattern.compile("(?<![=\\w])\\s*['\"]([^'\"]+)['\"]");
    private static final Pattern PLAIN = Pattern.compile("[{$\\s-]*([\\w.]+)[}\\s-]*");

    private final Parsers parsers;
    private final Tokens tokens;

    NameParser(Parsers parsers) {
        this.parsers = parsers;
        this.tokens = parsers.tokens();
    }

    TableName tableName() {
        List<Identifier> parts = new ArrayList<>(part());
        while (tokens.at(".")) {
            tokens.take();
            if (tokens.at(".")) {
                continue;
            }
            parts.addAll(part());
        }
        if (tokens.at("@")
                || (tokens.peek().kind() == Kind.PARAMETER
                        && tokens.peek().text().startsWith("@")
                        && parsers.dialect() == Dialect.ORACLE)) {
            link();
        }
        return TableName.of(parts, parsers.dialect());
    }

    /** Oracle's {@code t@link}. */
    private void link() {
        tokens.take();
        while ((tokens.peek().isName() && tokens.peek(-1).is("@")) || tokens.skip(".")) {
            tokens.take();
        }
    }

    private List<Identifier> part() {
        Token next = tokens.peek();
        if (next.kind() == Kind.TEMPLATE) {
            return glued(template(tokens.take().text()));
        }
        if (next.kind() == Kind.PARAMETER) {
            return List.of(Identifier.plain(tokens.take().text()));
        }
        if (next.is("IDENTIFIER") && tokens.peek(1).is("(") && tokens.peek(2).kind() == Kind.TEXT) {
            tokens.take();
            tokens.take();
            String text = tokens.take().text();
            tokens.expect(")");
            return split(text.substring(1, text.length() - 1));
        }
        Identifier name = tokens.name("the name of a table");
        if (parsers.dialect() == Dialect.BIGQUERY) {
            return name.quoted() ? split(name.text()) : List.of(dashed(name));
        }
        return glued(List.of(name));
    }

    private static List<Identifier> split(String text) {
        return List.of(text.split("\\.")).stream()
                .map(part -> new Identifier(part, true))
                .toList();
    }

    /** BigQuery's {@code my-project}, without quotes. */
    private Identifier dashed(Identifier name) {
        StringBuilder text = new StringBuilder(name.text());
        while (tokens.at("-") && tokens.peek().start() == tokens.peek(-1).end()) {
            tokens.take();
            text.append('-').append(tokens.take().text());
        }
        return new Identifier(text.toString(), name.quoted());
    }

    /** A template's expression and what touches it are one name: {@code ${prefix}_orders}. */
    private List<Identifier> glued(List<Identifier> names) {
        List<Identifier> glued = new ArrayList<>(names);
        while ((tokens.peek().kind() == Kind.TEMPLATE
                        || (tokens.peek().isName() && tokens.peek(-1).kind() == Kind.TEMPLATE))
                && tokens.peek().start() == tokens.peek(-1).end()) {
            Token next = tokens.take();
            String more = next.kind() == Kind.TEMPLATE
                    ? template(next.text()).getLast().text()
                    : next.text();
            glued.set(glued.size() - 1, Identifier.plain(glued.getLast().text() + more));
        }
        return glued;
    }

    /** dbt's {@code ref} and {@code source} name tables; a variable stands for itself; of anything else nothing is told. */
    private static List<Identifier> template(String text) {
        Matcher reference = REFERENCE.matcher(text);
        if (reference.matches()) {
            List<Identifier> names = new ArrayList<>();
            Matcher quoted = QUOTED.matcher(reference.group(1));
            while (quoted.find()) {
                names.add(new Identifier(quoted.group(1), true));
            }
            boolean model = text.replace("{", "")
                    .strip()
                    .toLowerCase(java.util.Locale.ROOT)
                    .startsWith("ref");
            if (!names.isEmpty()) {
                return model ? List.of(names.getLast()) : names;
            }
        }
        Matcher plain = PLAIN.matcher(text);
        return List.of(Identifier.plain(plain.matches() ? "{" + plain.group(1) + "}" : "{template}"));
    }
}
