package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogColumn;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.DeclarationChanges;
import org.opendatagov.orchestrator.catalog.Declarations;
import org.opendatagov.orchestrator.catalog.LineageEdge;
import org.opendatagov.orchestrator.catalog.ProfileSnapshot;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetFormat;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The catalogue in PostgreSQL. */
@Component
class CatalogStore implements Catalog {
    private static final String SELECT = """
            SELECT d.*, coalesce((SELECT declared::text FROM declaration
                                  WHERE declaration.location = d.location ORDER BY declaration.id DESC LIMIT 1), '{}') AS declared
            FROM dataset d""";

    private final JdbcClient client;

    CatalogStore(JdbcClient client) {
        this.client = client;
    }

    @Override
    public CatalogDataset record(Dataset dataset, DatasetProfile profile) {
        List<CatalogColumn> columns = profile.columns().stream()
                .map(column -> column(column, profile.rows()))
                .toList();
        client.sql("""
                INSERT INTO dataset (id, location, name, format, fingerprint, bytes, row_count, columns)
                VALUES (:id, :location, :name, :format, :fingerprint, :bytes, :rows, :columns::jsonb)
                ON CONFLICT (id) DO UPDATE SET fingerprint = excluded.fingerprint, bytes = excluded.bytes,
                    row_count = excluded.row_count, columns = excluded.columns, format = excluded.format, last_seen = now()""")
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
                INSERT INTO dataset_profile (dataset, fingerprint, profile) VALUES (?, ?, ?::json)
                ON CONFLICT (dataset, fingerprint) DO NOTHING""")
                .params(dataset.id(), dataset.fingerprint(), CatalogJson.write(profile))
                .update();
        return find(dataset.id()).orElseThrow();
    }

    private static CatalogColumn column(ColumnProfile column, long rows) {
        boolean unique = rows > 0 && column.nulls() == 0 && column.distinct() == rows;
        return new CatalogColumn(
                column.name(), column.logicalType(), column.distinct(), unique, column.privacy(), List.of());
    }

    /** The last part of the location without extensions. */
    private static String name(String location) {
        String path = location.replaceAll("\\?.*$", "").replaceAll("/+$", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        int dot = last.indexOf('.', 1);
        return dot > 0 ? last.substring(0, dot) : last;
    }

    @Override
    public Optional<CatalogDataset> find(String id) {
        return client.sql(SELECT + " WHERE d.id = ?")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    @Override
    public Optional<CatalogDataset> findByLocation(String location) {
        return client.sql(SELECT + " WHERE d.location = ?")
                .param(location)
                .query((row, number) -> read(row))
                .optional();
    }

    @Override
    public List<CatalogDataset> search(String text, int limit) {
        String pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        return client.sql("SELECT * FROM (" + SELECT + ") found WHERE name ILIKE :text OR location ILIKE :text"
                        + " OR declared ILIKE :text ORDER BY last_seen DESC, id LIMIT :limit")
                .param("text", pattern)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    private static CatalogDataset read(ResultSet row) throws SQLException {
        return new CatalogDataset(
                row.getString("id"),
                row.getString("location"),
                row.getString("name"),
                format(row.getString("format")),
                row.getString("fingerprint"),
                row.getLong("bytes"),
                row.getLong("row_count"),
                CatalogJson.readList(row.getString("columns"), CatalogColumn.class),
                DeclarationChanges.read(CatalogJson.read(row.getString("declared"), Map.class)),
                row.getObject("first_seen", OffsetDateTime.class).toInstant(),
                row.getObject("last_seen", OffsetDateTime.class).toInstant());
    }

    private static DatasetFormat format(String text) {
        return DatasetFormat.valueOf(text.toUpperCase(java.util.Locale.ROOT));
    }

    @Override
    public List<ProfileSnapshot> profiles(String id, int limit) {
        return client.sql("SELECT * FROM dataset_profile WHERE dataset = ? ORDER BY taken_at DESC LIMIT ?")
                .params(id, limit)
                .query((row, number) -> new ProfileSnapshot(
                        row.getString("dataset"),
                        row.getObject("taken_at", OffsetDateTime.class).toInstant(),
                        CatalogJson.read(row.getString("profile"), DatasetProfile.class)))
                .list();
    }

    @Override
    public Declarations declarations(String location) {
        return DeclarationChanges.read(declared(location));
    }

    private Map<?, ?> declared(String location) {
        return client.sql("SELECT declared::text FROM declaration WHERE location = ? ORDER BY id DESC LIMIT 1")
                .param(location)
                .query(String.class)
                .optional()
                .map(text -> CatalogJson.read(text, Map.class))
                .orElse(Map.of());
    }

    @Override
    public CatalogDataset declare(String id, Map<String, Object> changes) {
        CatalogDataset dataset = find(id).orElseThrow(() ->
                new OrchestratorException(ErrorCode.NOT_FOUND, "There is no dataset with the id '" + id + "'."));
        Map<String, Object> merged = DeclarationChanges.merge(declared(dataset.location()), changes);
        client.sql("INSERT INTO declaration (location, declared) VALUES (?, ?::jsonb)")
                .params(dataset.location(), CatalogJson.write(merged))
                .update();
        return find(id).orElseThrow();
    }

    @Override
    public void link(LineageEdge edge) {
        client.sql("""
                INSERT INTO lineage_edge (upstream, downstream, how, confidence) VALUES (?, ?, ?, ?)
                ON CONFLICT (upstream, downstream, how) DO UPDATE SET confidence = excluded.confidence""")
                .params(edge.upstream(), edge.downstream(), edge.how(), edge.confidence())
                .update();
    }

    @Override
    public List<LineageEdge> upstream(String id) {
        return edges("SELECT * FROM lineage_edge WHERE downstream = ? ORDER BY upstream, how", id);
    }

    @Override
    public List<LineageEdge> downstream(String id) {
        return edges("SELECT * FROM lineage_edge WHERE upstream = ? ORDER BY downstream, how", id);
    }

    private List<LineageEdge> edges(String sql, String id) {
        return client.sql(sql)
                .param(id)
                .query((row, number) -> new LineageEdge(
                        row.getString("upstream"),
                        row.getString("downstream"),
                        row.getString("how"),
                        row.getDouble("confidence")))
                .list();
    }
}
