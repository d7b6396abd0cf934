package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.catalog.CatalogColumn;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.DeclarationChanges;
import org.opendatagov.orchestrator.catalog.ProfileSnapshot;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
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
             WHERE :text = '%%' OR name ILIKE :text OR d.location ILIKE :text OR c.declared ->> 'owner' ILIKE :text
                OR EXISTS (SELECT FROM jsonb_array_elements_text(coalesce(c.declared -> 'tags', '[]')) tag WHERE tag ILIKE :text)
             ORDER BY last_seen DESC, d.id LIMIT :limit""";

    private final JdbcClient client;

    CatalogDatasets(JdbcClient client) {
        this.client = client;
    }

    void insert(Dataset dataset, DatasetProfile profile) {
        List<CatalogColumn> columns = profile.columns().stream()
                .map(column -> column(column, profile.rows()))
                .toList();
        client.sql("""
                INSERT INTO dataset (id, location, name, format, fingerprint, bytes, row_count, columns)
                VALUES (:id, :location, :name, :format, :fingerprint, :bytes, :rows, :columns::json)
                ON CONFLICT (id) DO UPDATE SET fingerprint = excluded.fingerprint, bytes = excluded.bytes,
                    row_count = excluded.row_count, columns = excluded.columns, format = excluded.format,
                    last_seen = clock_timestamp()""")
                .param("id", dataset.id())
                .param("location", dataset.location())
                .param("name", name(dataset.location()))
                .param("format", dataset.format().text())
                .param("fingerprint", dataset.fingerprint())
                .param("bytes", dataset.bytes())
                .param("rows", profile.rows())
                .param("columns", CatalogJson.write(columns))
                .update();
        client.sql("""
                INSERT INTO dataset_profile (dataset, fingerprint, profile, taken_at) VALUES (?, ?, ?::json, clock_timestamp())
                ON CONFLICT (dataset, fingerprint) DO NOTHING""")
                .params(dataset.id(), dataset.fingerprint(), CatalogJson.write(profile))
                .update();
    }

    private static CatalogColumn column(ColumnProfile column, long rows) {
        boolean unique = rows > 0 && column.nulls() == 0 && column.distinct() == rows && !column.distinctApproximate();
        List<String> keys = unique ? List.of(column.name()) : List.of();
        return new CatalogColumn(
                column.name(), column.logicalType(), column.distinct(), unique, column.privacy(), keys);
    }

    /** The last part of the location without extensions: {@code orders} of {@code s3://lake/bronze/orders.csv.gz}. */
    static String name(String location) {
        String path = location.replaceFirst("\\?.*$", "").replaceFirst("/+$", "");
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

    List<CatalogDataset> search(String text, int limit) {
        String pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        return client.sql(SEARCH)
                .param("text", pattern)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    List<ProfileSnapshot> profiles(String id, int limit) {
        return client.sql("SELECT * FROM dataset_profile WHERE dataset = ? ORDER BY taken_at DESC, fingerprint LIMIT ?")
                .params(id, limit)
                .query((row, number) -> new ProfileSnapshot(
                        row.getString("dataset"),
                        row.getObject("taken_at", OffsetDateTime.class).toInstant(),
                        CatalogJson.read(row.getString("profile"), DatasetProfile.class)))
                .list();
    }

    private static CatalogDataset read(ResultSet row) throws SQLException {
        return new CatalogDataset(
                row.getString("id"),
                row.getString("location"),
                row.getString("name"),
                DatasetFormat.valueOf(row.getString("format").toUpperCase(Locale.ROOT)),
                row.getString("fingerprint"),
                row.getLong("bytes"),
                row.getLong("row_count"),
                CatalogJson.readList(row.getString("columns"), CatalogColumn.class),
                DeclarationChanges.read(CatalogJson.read(row.getString("declared"), Map.class)),
                row.getObject("first_seen", OffsetDateTime.class).toInstant(),
                row.getObject("last_seen", OffsetDateTime.class).toInstant());
    }
}
