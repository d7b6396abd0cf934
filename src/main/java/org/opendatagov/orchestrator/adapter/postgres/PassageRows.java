package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.knowledge.DocumentPassage;
import org.opendatagov.orchestrator.knowledge.DocumentStore.Vectored;
import org.opendatagov.orchestrator.knowledge.Passage;
import org.opendatagov.orchestrator.knowledge.PassageIndex;
import org.opendatagov.orchestrator.knowledge.TextVector;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of passages. */
final class PassageRows {
    /** Keeps an array of parameters, vectors among them, to some megabytes. */
    private static final int AT_ONCE = 500;

    private static final String VISIBLE = "(d.tenant = '' OR d.tenant = :tenant)";

    private PassageRows() {}

    static void insert(JdbcClient client, String id, int version, List<Vectored> passages) {
        for (int from = 0; from < passages.size(); from += AT_ONCE) {
            insertSome(client, id, version, passages.subList(from, Math.min(passages.size(), from + AT_ONCE)));
        }
    }

    private static void insertSome(JdbcClient client, String id, int version, List<Vectored> passages) {
        client.sql("""
                INSERT INTO knowledge_passage (document, version, passage, heading, place, content, vector)
                SELECT :id, :version, * FROM unnest(:passages::integer[], :headings::text[], :places::text[], :contents::text[], :vectors::bytea[])""")
                .param("id", id)
                .param("version", version)
                .param(
                        "passages",
                        passages.stream()
                                .map(piece -> piece.passage().passage())
                                .toArray(Integer[]::new))
                .param(
                        "headings",
                        passages.stream()
                                .map(piece -> piece.passage().heading())
                                .toArray(String[]::new))
                .param(
                        "places",
                        passages.stream().map(piece -> piece.passage().place()).toArray(String[]::new))
                .param(
                        "contents",
                        passages.stream().map(piece -> piece.passage().text()).toArray(String[]::new))
                .param(
                        "vectors",
                        passages.stream().map(piece -> piece.vector().bytes()).toArray(byte[][]::new))
                .update();
    }

    static List<DocumentPassage> of(JdbcClient client, String tenant, String id, int version) {
        return client.sql("""
                SELECT p.passage, p.heading, p.place, p.content FROM knowledge_passage p JOIN knowledge_document d ON d.id = p.document
                WHERE p.document = :id AND p.version = :version AND\s""" + VISIBLE + " ORDER BY p.passage")
                .param("id", id)
                .param("version", version)
                .param("tenant", tenant)
                .query((row, number) ->
                        new DocumentPassage(row.getInt(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    /** Asked once for all; what is not found any more, or not for this tenant, is left out. */
    static List<Passage> found(JdbcClient client, String tenant, List<PassageIndex.Hit> hits) {
        Map<PassageIndex.Hit, Passage> passages = new HashMap<>();
        client.sql("""
                SELECT h.rank, p.document, p.version, p.passage, v.title, p.heading, v.source, p.content
                FROM unnest(:documents::text[], :versions::integer[], :passages::integer[]) WITH ORDINALITY AS h(document, version, passage, rank)
                JOIN knowledge_passage p USING (document, version, passage)
                JOIN knowledge_version v USING (document, version)
                JOIN knowledge_document d ON d.id = p.document AND d.current = p.version AND\s""" + VISIBLE)
                .param(
                        "documents",
                        hits.stream().map(PassageIndex.Hit::document).toArray(String[]::new))
                .param("versions", hits.stream().map(PassageIndex.Hit::version).toArray(Integer[]::new))
                .param("passages", hits.stream().map(PassageIndex.Hit::passage).toArray(Integer[]::new))
                .param("tenant", tenant)
                .query(row -> {
                    PassageIndex.Hit hit = hits.get(row.getInt("rank") - 1);
                    passages.put(hit, passage(row, hit.score()));
                });
        return hits.stream().filter(passages::containsKey).map(passages::get).toList();
    }

    private static Passage passage(ResultSet row, double score) throws SQLException {
        return new Passage(
                row.getString("document"),
                row.getInt("version"),
                row.getInt("passage"),
                PassageIndex.titled(row.getString("title"), row.getString("heading")),
                row.getString("source"),
                row.getString("content"),
                score);
    }

    static Optional<PassageIndex.Entry> entry(JdbcClient client, String id, int version) {
        return client.sql("""
                SELECT d.tenant, v.title, v.experts, v.metadata FROM knowledge_document d
                JOIN knowledge_version v ON v.document = d.id AND v.version = d.current WHERE d.id = ? AND d.current = ?""")
                .params(id, version)
                .query((row, number) -> new PassageIndex.Entry(
                        id,
                        version,
                        row.getString("tenant"),
                        DocumentRows.experts(row),
                        DocumentRows.metadata(row),
                        indexed(client, id, version, row.getString("title"))))
                .optional();
    }

    private static List<PassageIndex.Indexed> indexed(JdbcClient client, String id, int version, String title) {
        return client.sql("""
                SELECT passage, heading, content, vector FROM knowledge_passage WHERE document = ? AND version = ? ORDER BY passage""")
                .params(id, version)
                .query((row, number) -> new PassageIndex.Indexed(
                        row.getInt(1),
                        PassageIndex.searched(title, row.getString(2), row.getString(3)),
                        TextVector.of(row.getBytes(4))))
                .list();
    }
}
