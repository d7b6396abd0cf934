package org.opendatagov.orchestrator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.PlantedValues.Person;
import org.opendatagov.orchestrator.dataset.Sql;

/** Writes people into files of every kind, in every type of column, in labels, and where the file cannot be read. */
final class PlantedFiles {
    private final Path folder;
    private final List<Person> people;

    PlantedFiles(Path folder, List<Person> people) {
        this.folder = folder;
        this.people = people;
    }

    /** The files by name; each is to be onboarded. */
    List<String> write() throws Exception {
        Files.createDirectories(folder);
        text(
                "texts.csv",
                "id,name,mail,ssn,card,phone,born,note\n",
                person -> "1,%s,%s,%s,%s,%s,%s,call %s on %s about card %s\n"
                        .formatted(
                                person.name(),
                                person.email(),
                                person.ssn(),
                                person.card(),
                                person.phone(),
                                person.born(),
                                person.name(),
                                person.phone(),
                                person.card()));
        text(
                "obscure.csv",
                "c1,c2,c3,c4,c5,c6\n",
                person -> "%s,%s,%s,%s,%s,%s\n"
                        .formatted(
                                person.name(),
                                person.email(),
                                person.ssnNumber(),
                                person.card(),
                                person.phone().substring(1),
                                person.born()));
        text(
                "ragged.csv",
                "id,mail,ssn\n",
                person -> "1,%s,%s\n2,%s,%s,%s,%s\n%s\n"
                        .formatted(
                                person.email(),
                                person.ssn(),
                                person.email(),
                                person.ssn(),
                                person.card(),
                                person.born(),
                                person.name()));
        text("headless.csv", "", person -> person.email() + "," + person.name() + "," + person.ssn() + "\n");
        text("mixed.csv", "id,amount,code\n", person -> "1,12.5," + person.ssn() + "\n2,3.25,7\n3,4,8\n");
        text(
                "quoted.csv",
                "id,address\n",
                person -> "1,\"12 Main Street\n" + person.name() + ", " + person.email() + "\"\n");
        text(
                "lines.ndjson",
                "",
                person -> "{\"who\": {\"mail\": \"%s\", \"ssn\": %d}, \"phones\": [\"%s\"], \"born\": \"%s\"}\n"
                        .formatted(person.email(), person.ssnNumber(), person.phone(), person.born()));
        text("keys.ndjson", "", person -> "{\"by\": {\"%s\": 1}, \"n\": 2}\n".formatted(person.email()));
        text(
                "torn.ndjson",
                "{\"ok\": 1}\n",
                person -> "{\"mail\": \"%s\", \"ssn\": %s\n".formatted(person.email(), person.ssn()));
        text("torn.parquet", "PAR1", person -> person.email() + person.ssn());
        text("blank.csv", "mail,mail,," + people.getFirst().email() + "\n", person -> person.email() + ",x,y,z\n");
        Files.createDirectories(folder.resolve("parts/ssn=" + people.getFirst().ssn()));
        text("parts/ssn=" + people.getFirst().ssn() + "/a.csv", "id,n\n", person -> "1,2\n1,2," + person.ssn() + "\n");
        typed();
        labels();
        List<String> names = new ArrayList<>(List.of(
                "texts.csv",
                "obscure.csv",
                "ragged.csv",
                "headless.csv",
                "mixed.csv",
                "quoted.csv",
                "lines.ndjson",
                "keys.ndjson",
                "torn.ndjson",
                "torn.parquet",
                "blank.csv",
                "parts/"));
        names.addAll(List.of("typed.parquet", "nameless.parquet", "labels.parquet"));
        return names;
    }

    /** Writes one row, or some, about a person. */
    @FunctionalInterface
    private interface Row {
        String of(Person person);
    }

    private void text(String name, String header, Row row) throws IOException {
        StringBuilder content = new StringBuilder(header);
        people.forEach(person -> content.append(row.of(person)));
        Files.writeString(folder.resolve(name), content);
    }

    /** One expression for each type of column. */
    private static Map<String, String> expressions() {
        Map<String, String> types = new LinkedHashMap<>();
        types.put("ssn_big", "ssn::BIGINT");
        types.put("ssn_int", "ssn::INTEGER");
        types.put("ssn_decimal", "ssn::DECIMAL(18,2)");
        types.put("ssn_double", "ssn::DOUBLE");
        types.put("ssn_huge", "ssn::HUGEINT");
        types.put("card_number", "card::BIGINT");
        types.put("phone_number", "phone::BIGINT");
        types.put("birth_date", "born");
        types.put("birth_time", "born::TIMESTAMP");
        types.put("birth_zone", "born::TIMESTAMPTZ");
        types.put("birth_number", "strftime(born, '%Y%m%d')::INTEGER");
        types.put("birth_epoch", "epoch(born)::BIGINT");
        types.put("person", "{'mail': mail, 'ssn': ssn, 'born': born, 'deep': {'card': card}}");
        types.put("mails", "[mail, 'x']");
        types.put("by_mail", "MAP {mail: card}");
        types.put("document", "json_object('mail', mail, 'ssn', ssn)::VARCHAR");
        types.put("document_typed", "json_object('mail', mail, 'ssn', ssn)::JSON");
        types.put("bytes", "encode(mail)");
        types.put("member", "ssn % 2 = 0");
        types.put("amount", "(row_number() OVER ()) * 1.5");
        return types;
    }

    private void typed() throws Exception {
        List<String> named = new ArrayList<>();
        List<String> nameless = new ArrayList<>();
        expressions().forEach((label, expression) -> {
            named.add(expression + " AS " + label);
            nameless.add(expression + " AS c" + (nameless.size() + 1));
        });
        copy("typed.parquet", String.join(", ", named));
        copy("nameless.parquet", String.join(", ", nameless));
    }

    private void labels() throws Exception {
        List<String> columns = new ArrayList<>();
        for (String label : people.getFirst().texts().stream()
                .filter(text -> !text.contains("Quattle"))
                .sorted()
                .toList()) {
            columns.add("1 AS " + Sql.identifier(label));
        }
        columns.add("2 AS " + Sql.identifier(people.getFirst().email()));
        columns.add("{" + Sql.literal(people.getFirst().email()) + ": 1} AS nested");
        copy("labels.parquet", String.join(", ", columns));
    }

    private void copy(String name, String columns) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE p (mail VARCHAR, ssn BIGINT, card BIGINT, phone BIGINT, born DATE)");
            for (Person person : people) {
                statement.execute("INSERT INTO p VALUES (%s, %d, %s, %s, DATE %s)"
                        .formatted(
                                Sql.literal(person.email()),
                                person.ssnNumber(),
                                person.card(),
                                person.phone().substring(1),
                                Sql.literal(person.born().toString())));
            }
            statement.execute("COPY (SELECT " + columns + " FROM p) TO "
                    + Sql.literal(folder.resolve(name).toString()) + " (FORMAT parquet)");
        }
    }
}
