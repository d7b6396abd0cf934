package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.catalog.CatalogJob;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads jobs. */
final class JobRows {
    private static final String SELECT = """
            SELECT j.*, ARRAY(SELECT dataset FROM job_dataset d
                              WHERE d.job = j.id AND d.role = 'input' AND d.ended_at IS NULL ORDER BY 1) AS inputs,
                   ARRAY(SELECT dataset FROM job_dataset d
                              WHERE d.job = j.id AND d.role = 'output' AND d.ended_at IS NULL ORDER BY 1) AS outputs
            FROM job j
            """;
    private static final String SEARCH = SELECT + """
             WHERE :text = '%%' OR j.name ILIKE :text OR j.namespace ILIKE :text OR EXISTS (
                SELECT FROM lineage_facet f WHERE f.kind = 'job' AND f.owner = j.id
                   AND ((f.name = 'ownership' AND f.facet ->> 'owners' ILIKE :text)
                     OR (f.name = 'tags' AND f.facet ->> 'tags' ILIKE :text)))
             ORDER BY last_seen DESC, id LIMIT :limit""";

    private final JdbcClient client;

    JobRows(JdbcClient client) {
        this.client = client;
    }

    Optional<CatalogJob> find(String id) {
        return client.sql(SELECT + " WHERE j.id = ?")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    List<CatalogJob> search(String text, int limit) {
        String pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        return client.sql(SEARCH)
                .param("text", pattern)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    List<CatalogJob> named(String name, int limit) {
        return client.sql(SELECT + """
                 WHERE j.id = :name OR j.name = :name OR j.namespace || ':' || j.name = :name
                 ORDER BY j.id LIMIT :limit""")
                .param("name", name)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    private CatalogJob read(ResultSet row) throws SQLException {
        String id = row.getString("id");
        Map<String, Object> facets = LineageFacets.read(client, "job", id);
        return new CatalogJob(
                id,
                row.getString("namespace"),
                row.getString("name"),
                type(facets),
                text(facets, "documentation", "description"),
                texts(facets, "ownership", "owners", "name"),
                texts(facets, "tags", "tags", "key"),
                GraphNames.texts(row, "inputs"),
                GraphNames.texts(row, "outputs"),
                facets,
                new JobRunRows(client).latest(id),
                Times.read(row, "first_seen"),
                Times.read(row, "last_seen"));
    }

    /** {@code BATCH SPARK SQL_JOB}: how it processes, by what, and what it is. */
    private static Optional<String> type(Map<String, Object> facets) {
        String type = String.join(
                " ",
                Stream.of("processingType", "integration", "jobType")
                        .flatMap(member -> text(facets, "jobType", member).stream())
                        .toList());
        return type.isEmpty() ? Optional.empty() : Optional.of(type);
    }

    private static Optional<String> text(Map<String, Object> facets, String facet, String member) {
        @Nullable Object value = facets.get(facet) instanceof Map<?, ?> map ? map.get(member) : null;
        return value instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    static List<String> texts(Map<String, Object> facets, String facet, String list, String member) {
        List<String> texts = new ArrayList<>();
        if (facets.get(facet) instanceof Map<?, ?> map && map.get(list) instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> named && named.get(member) instanceof String text) {
                    texts.add(text);
                }
            }
        }
        return List.copyOf(texts);
    }
}
