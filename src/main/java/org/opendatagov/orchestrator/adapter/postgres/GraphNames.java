package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.catalog.GraphNode;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the nodes of the graph are called: ids where edges say names, names where people read. */
final class GraphNames {
    private static final String DATASETS = """
            SELECT d.id, d.name, d.location, d.namespace, d.owners, c.declared ->> 'owner' AS owner, c.declared ->> 'region' AS region
            FROM dataset d LEFT JOIN LATERAL (SELECT declared FROM declaration WHERE declaration.location = d.location
                                              ORDER BY declaration.id DESC LIMIT 1) c ON true
            WHERE d.id = ANY (:ids)""";
    private static final String JOBS = """
            SELECT d.id, d.name, NULL AS location, d.namespace, d.owners, NULL AS owner, NULL AS region FROM job d WHERE d.id = ANY (:ids)""";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

    private final JdbcClient client;

    GraphNames(JdbcClient client) {
        this.client = client;
    }

    /** Where a walk begins, those that nobody knows left out. */
    record Start(List<String> datasets, List<String> jobs) {}

    Start start(List<String> ids) {
        return new Start(known("dataset", ids), known("job", ids));
    }

    private List<String> known(String table, Collection<String> ids) {
        return client.sql("SELECT id FROM " + table + " WHERE id = ANY (:ids) ORDER BY id")
                .param("ids", ids.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /** The names by which an edge may call datasets as its upstream, and their ids. A name that several have means none of them. */
    Map<String, String> keys(boolean downstream, Set<String> ids) {
        Map<String, String> keys = new LinkedHashMap<>();
        if (downstream && !ids.isEmpty()) {
            client.sql("""
                    SELECT id, location, CASE WHEN NOT EXISTS (
                        SELECT 1 FROM dataset other WHERE other.name = dataset.name AND other.id <> dataset.id) THEN name END AS name
                    FROM dataset WHERE id = ANY (:ids)""").param("ids", ids.toArray(String[]::new)).query(row -> {
                @Nullable String name = row.getString("name");
                if (name != null) {
                    keys.putIfAbsent(name, row.getString("id"));
                }
                keys.put(row.getString("location"), row.getString("id"));
            });
        }
        ids.forEach(id -> keys.put(id, id));
        return keys;
    }

    /** Hops to ids; a name that several datasets have, or none, stays a name. */
    List<GraphHops.Hop> resolved(List<GraphHops.Hop> hops) {
        Set<String> names = hops.stream()
                .filter(hop -> !hop.toJob())
                .map(GraphHops.Hop::to)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        names.removeAll(
                known("dataset", names.stream().filter(ID.asMatchPredicate()).toList()));
        Map<String, String> ids = called(names);
        return ids.isEmpty()
                ? hops
                : hops.stream()
                        .map(hop ->
                                hop.between(hop.from(), hop.toJob() ? hop.to() : ids.getOrDefault(hop.to(), hop.to())))
                        .toList();
    }

    /** A location goes before a name. */
    private Map<String, String> called(Set<String> names) {
        Map<String, String> ids = new HashMap<>();
        if (!names.isEmpty()) {
            client.sql("""
                    SELECT name AS called, min(id) AS id, 2 AS rank FROM dataset WHERE name = ANY (:names) GROUP BY name HAVING count(*) = 1
                    UNION ALL SELECT location, id, 1 FROM dataset WHERE location = ANY (:names) ORDER BY rank DESC""").param("names", names.toArray(String[]::new)).query(row -> {
                ids.put(row.getString("called"), row.getString("id"));
            });
        }
        return ids;
    }

    /** Nodes with what people call them, the nearest first. */
    List<GraphNode> nodes(Map<String, Integer> datasets, Map<String, Integer> jobs) {
        List<GraphNode> nodes = new ArrayList<>(read(DATASETS, GraphNode.Kind.DATASET, datasets));
        Set<String> known = nodes.stream().map(GraphNode::id).collect(Collectors.toSet());
        datasets.forEach((name, distance) -> {
            if (!known.contains(name)) {
                nodes.add(new GraphNode(
                        name,
                        GraphNode.Kind.DATASET,
                        name,
                        distance,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()));
            }
        });
        nodes.addAll(read(JOBS, GraphNode.Kind.JOB, jobs));
        nodes.sort(Comparator.comparingInt(GraphNode::distance)
                .thenComparing(GraphNode::type)
                .thenComparing(GraphNode::id));
        return nodes;
    }

    private List<GraphNode> read(String sql, GraphNode.Kind kind, Map<String, Integer> distances) {
        return client.sql(sql)
                .param("ids", distances.keySet().toArray(String[]::new))
                .query((row, number) -> {
                    String id = row.getString("id");
                    return new GraphNode(
                            id,
                            kind,
                            row.getString("name"),
                            distances.getOrDefault(id, 0),
                            Optional.ofNullable(row.getString("location")),
                            Optional.ofNullable(row.getString("namespace")),
                            owners(row),
                            Optional.ofNullable(row.getString("region")));
                })
                .list();
    }

    /** As declared, else as events tell. */
    private static List<String> owners(ResultSet row) throws SQLException {
        @Nullable String declared = row.getString("owner");
        return declared == null ? texts(row, "owners") : List.of(declared);
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        @Nullable Array array = row.getArray(column);
        return array != null && array.getArray() instanceof String[] texts ? List.of(texts) : List.of();
    }
}
