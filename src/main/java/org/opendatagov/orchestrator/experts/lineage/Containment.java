package org.opendatagov.orchestrator.experts.lineage;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.Sql;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/**
 * Which share of a column's different values a key holds. Values are compared by hash and never leave their query; of very
 * many, those with the smallest hashes are compared, so that equal data gives an equal share.
 */
final class Containment {
    private static final int COMPARED = 5000;
    /** A dataset beyond this is not read only to confirm a guess. */
    private static final long LARGEST = 1L << 30;

    private final Datasets datasets;

    Containment(Datasets datasets) {
        this.datasets = datasets;
    }

    /** The share, 0..1; empty where one of the datasets cannot be read or is too large for this. */
    OptionalDouble share(KeyReference reference) {
        if (unread(reference.from()) || unread(reference.to())) {
            return OptionalDouble.empty();
        }
        try {
            List<BigInteger> values = values(open(reference.from().location()), reference.column());
            return values.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(
                            (double) held(open(reference.to().location()), reference.key(), values) / values.size());
        } catch (OrchestratorException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return OptionalDouble.empty();
        }
    }

    /** Of what nobody has looked at, nobody knows whether it can be read. */
    private static boolean unread(CatalogDataset dataset) {
        return dataset.bytes().orElse(Long.MAX_VALUE) > LARGEST || !dataset.profiled();
    }

    private Dataset open(String location) {
        return datasets.open(location, Map.of());
    }

    private static String hash(String column) {
        return "hash(CAST(" + Sql.identifier(column) + " AS VARCHAR))";
    }

    private List<BigInteger> values(Dataset dataset, String column) {
        String sql = "SELECT DISTINCT " + hash(column) + " AS h FROM dataset WHERE " + Sql.identifier(column)
                + " IS NOT NULL ORDER BY h LIMIT " + COMPARED;
        return datasets.query(dataset, connection -> {
            List<BigInteger> values = new ArrayList<>();
            try (var statement = connection.prepareStatement(sql);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    values.add(new BigInteger(row.getString(1)));
                }
            }
            return values;
        });
    }

    private long held(Dataset dataset, String key, List<BigInteger> values) {
        String list = values.stream().map(BigInteger::toString).collect(Collectors.joining(", "));
        String sql =
                "SELECT count(DISTINCT h) FROM (SELECT " + hash(key) + " AS h FROM dataset) WHERE h IN (" + list + ")";
        return datasets.query(dataset, connection -> {
            try (var statement = connection.prepareStatement(sql);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}
