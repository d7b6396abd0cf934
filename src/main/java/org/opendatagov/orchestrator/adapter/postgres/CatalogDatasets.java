package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.catalog.CatalogColumn;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.DatasetScope;
import org.opendatagov.orchestrator.catalog.DatasetSearch;
import org.opendatagov.orchestrator.catalog.DeclarationChanges;
import org.opendatagov.orchestrator.catalog.ProfileSnapshot;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetFormat;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Datasets with their columns and profiles. */
final class CatalogDatasets {
    private static final String SELECT = """
            SELECT d.*, coalesce(c.declared, '{}')::text AS declared FROM dataset d
            LEFT JOIN LATERAL (SELECT declared FROM declaration WHERE declaration.location = d.location
                               ORDER BY declaration.id DESC LIMIT 1) c ON true
            """;
    private static final String SEARCH = SELECT + """
             WHERE (:text = '%%' OR d.name ILIKE :text OR d.location ILIKE :text OR c.declared ->> 'owner' ILIKE :text
                OR EXISTS (SELECT FROM jsonb_array_elements_text(coalesce(c.declared -> 'tags', '[]')) tag WHERE tag ILIKE :text)
                OR EXISTS (SELECT FROM dataset_alias n WHERE n.dataset = d.id AND n.name ILIKE :text))
               AND (:tag::text IS NULL OR jsonb_exists(c.declared -> 'tags', :tag))
               AND (:owner::text IS NULL OR c.declared ->> 'owner' = :owner)
               AND (:region::text IS NULL OR c.declared ->> 'region' = :region)
               AND (:class::text IS NULL OR d.classes @> ARRAY[:class::text])
             ORDER BY last_seen DESC, d.id LIMIT :limit""";
    /**
     * Found by two indexes, where columns are personal and where somebody ever said so; what is declared now decides. Joined, the candidates,
     * which PostgreSQL takes for many, would have it read all datasets.
     */
    private static final String PERSONAL = SELECT + """
             WHERE d.id = ANY (ARRAY(
                    SELECT id FROM dataset WHERE classes @> ARRAY['personal']
                    UNION SELECT (SELECT id FROM dataset WHERE location = said.location)
                    FROM declaration said WHERE said_to_be_personal(said.declared)))
               AND (d.classes @> ARRAY['personal'] OR said_to_be_personal(c.declared))
               AND (cardinality(:tags) = 0 OR EXISTS (SELECT FROM jsonb_array_elements_text(c.declared -> 'tags') tag
                                                      WHERE lower(tag) IN (SELECT lower(asked) FROM unnest(:tags) asked)))
               AND (:owner::text IS NULL OR lower(c.declared ->> 'owner') = lower(:owner))
               AND (:region::text IS NULL OR lower(c.declared ->> 'region') = lower(:region))
               AND (:after::text IS NULL OR d.location COLLATE "C" > (SELECT location FROM dataset WHERE id = :after))
             ORDER BY d.location COLLATE "C" LIMIT :limit""";

    private final JdbcClient client;

    CatalogDatasets(JdbcClient client) {
        this.client = client;
    }

    void insert(Dataset dataset, DatasetProfile profile) {
        List<CatalogColumn> columns = CatalogColumns.of(profile);
        client.sql("""
                INSERT INTO dataset (id, location, name, format, fingerprint, bytes, row_count, columns, classes)
                VALUES (:id, :location, :name, :format, :fingerprint, :bytes, :rows, :columns::json, :classes)
                ON CONFLICT (id) DO UPDATE SET fingerprint = excluded.fingerprint, bytes = excluded.bytes,
                    row_count = excluded.row_count, columns = excluded.columns, format = excluded.format,
                    classes = excluded.classes, last_seen = clock_timestamp()""")
                .param("id", dataset.id())
                .param("location", dataset.location())
                .param("name", name(dataset.location()))
                .param("format", dataset.format().text())
                .param("fingerprint", dataset.fingerprint())
                .param("bytes", dataset.bytes())
                .param("rows", profile.rows())
                .param("columns", CatalogJson.write(columns))
                .param("classes", CatalogColumns.classes(columns))
                .update();
        client.sql("""
                INSERT INTO dataset_profile (dataset, fingerprint, profile, taken_at) VALUES (?, ?, ?::json, clock_timestamp())
                ON CONFLICT (dataset, fingerprint) DO NOTHING""")
                .params(dataset.id(), dataset.fingerprint(), CatalogJson.write(profile))
                .update();
    }

    /** The last part of the location without extensions: {@code orders} of {@code s3://lake/bronze/orders.csv.gz}. */
    static String name(String location) {
        String folder = location.replaceFirst("(/[^/]*[*?\\[{][^/]*)+$", "").replaceFirst("/+$", "");
        String path = folder.isEmpty() ? location : folder.replaceFirst("\\?.*$", "");
        String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
        int dot = last.indexOf('.', 1);
        return dot > 0 ? last.substring(0, dot) : last;
    }

    Optional<CatalogDataset> find(String id) {
        return client.sql(SELECT + "WHERE d.id = ?")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    Optional<CatalogDataset> findByLocation(String location) {
        return client.sql(SELECT + "WHERE d.location = ?")
                .param(location)
                .query((row, number) -> read(row))
                .optional();
    }

    List<CatalogDataset> search(DatasetSearch search) {
        String pattern =
                "%" + search.text().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        return client.sql(SEARCH)
                .param("text", pattern)
                .param("tag", search.tag().orElse(null))
                .param("owner", search.owner().orElse(null))
                .param("region", search.region().orElse(null))
                .param("class", search.classOf().orElse(null))
                .param("limit", search.limit())
                .query((row, number) -> read(row))
                .list();
    }

    List<CatalogDataset> personal(DatasetScope scope, Optional<String> after, int limit) {
        return client.sql(PERSONAL)
                .param("tags", scope.tags().toArray(String[]::new))
                .param("owner", scope.owner().orElse(null))
                .param("region", scope.region().orElse(null))
                .param("after", after.orElse(null))
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    List<ProfileSnapshot> profiles(String id, int limit) {
        return client.sql("SELECT * FROM dataset_profile WHERE dataset = ? ORDER BY taken_at DESC, fingerprint LIMIT ?")
                .params(id, limit)
                .query((row, number) -> snapshot(row))
                .list();
    }

    /** The newest profile that there was at a time. */
    Optional<ProfileSnapshot> profile(String id, Instant at) {
        return client.sql("""
                SELECT * FROM dataset_profile WHERE dataset = ? AND taken_at <= ?
                ORDER BY taken_at DESC, fingerprint LIMIT 1""")
                .params(id, at.atOffset(ZoneOffset.UTC))
                .query((row, number) -> snapshot(row))
                .optional();
    }

    private static ProfileSnapshot snapshot(ResultSet row) throws SQLException {
        return new ProfileSnapshot(
                row.getString("dataset"),
                row.getObject("taken_at", OffsetDateTime.class).toInstant(),
                CatalogJson.read(row.getString("profile"), DatasetProfile.class));
    }

    private static CatalogDataset read(ResultSet row) throws SQLException {
        return new CatalogDataset(
                row.getString("id"),
                row.getString("location"),
                row.getString("name"),
                Optional.ofNullable(row.getString("format"))
                        .map(format -> DatasetFormat.valueOf(format.toUpperCase(Locale.ROOT))),
                Optional.ofNullable(row.getString("fingerprint")),
                number(row, "bytes"),
                number(row, "row_count"),
                CatalogJson.readList(row.getString("columns"), CatalogColumn.class),
                DeclarationChanges.read(CatalogJson.read(row.getString("declared"), Map.class)),
                row.getObject("first_seen", OffsetDateTime.class).toInstant(),
                row.getObject("last_seen", OffsetDateTime.class).toInstant());
    }

    private static OptionalLong number(ResultSet row, String column) throws SQLException {
        @Nullable Long value = row.getObject(column, Long.class);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
