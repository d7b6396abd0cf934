package org.opendatagov.orchestrator.experts.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.Sql;

/** CREATE TABLE statements for PostgreSQL, Spark SQL and Snowflake. */
final class TableDefinition {
    private TableDefinition() {}

    static Map<String, Object> all(String name, DatasetProfile profile, List<List<String>> keys) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("postgresql", write(name, profile, keys, "postgresql"));
        all.put("spark", write(name, profile, keys, "spark"));
        all.put("snowflake", write(name, profile, keys, "snowflake"));
        return all;
    }

    private static String write(String name, DatasetProfile profile, List<List<String>> keys, String dialect) {
        StringBuilder sql =
                new StringBuilder("CREATE TABLE ").append(quoted(name, dialect)).append(" (\n");
        for (ColumnProfile column : profile.columns()) {
            sql.append(column.position() == 0 ? "" : ",\n")
                    .append("  ")
                    .append(quoted(column.name(), dialect))
                    .append(' ')
                    .append(type(column, dialect));
            if (column.nulls() == 0 && profile.rows() > 0) {
                sql.append(" NOT NULL");
            }
        }
        if (!keys.isEmpty() && !dialect.equals("spark")) {
            sql.append(",\n  PRIMARY KEY (")
                    .append(String.join(
                            ", ",
                            keys.getFirst().stream()
                                    .map(column -> quoted(column, dialect))
                                    .toList()))
                    .append(')');
        }
        return sql.append("\n)")
                .append(dialect.equals("spark") ? " USING parquet" : "")
                .append(";\n")
                .toString();
    }

    private static String quoted(String name, String dialect) {
        return dialect.equals("spark") ? '`' + name.replace("`", "``") + '`' : Sql.identifier(name);
    }

    private static String type(ColumnProfile column, String dialect) {
        String type = column.physicalType().toUpperCase(Locale.ROOT);
        boolean spark = dialect.equals("spark");
        if (column.logicalType().equals("nested")) {
            return spark ? "STRING" : dialect.equals("snowflake") ? "VARIANT" : "jsonb";
        }
        if (type.startsWith("DECIMAL")) {
            return type.replace("DECIMAL", spark ? "DECIMAL" : "NUMERIC");
        }
        return switch (type) {
            case "TINYINT", "UTINYINT", "SMALLINT" -> "SMALLINT";
            case "INTEGER", "USMALLINT" -> spark ? "INT" : "INTEGER";
            case "BIGINT", "UINTEGER" -> "BIGINT";
            case "UBIGINT", "HUGEINT", "UHUGEINT" -> spark ? "DECIMAL(38,0)" : "NUMERIC(38,0)";
            case "FLOAT" -> spark ? "FLOAT" : "REAL";
            case "DOUBLE" -> spark ? "DOUBLE" : "DOUBLE PRECISION";
            case "BOOLEAN" -> "BOOLEAN";
            case "DATE" -> "DATE";
            case "TIME" -> spark ? "STRING" : "TIME";
            case "BLOB" -> spark || dialect.equals("snowflake") ? "BINARY" : "BYTEA";
            case "UUID" -> dialect.equals("postgresql") ? "UUID" : spark ? "STRING" : "TEXT";
            default -> type.startsWith("TIMESTAMP") ? moment(type, dialect) : spark ? "STRING" : "TEXT";
        };
    }

    private static String moment(String type, String dialect) {
        boolean zoned = type.endsWith("TIME ZONE");
        return switch (dialect) {
            case "spark" -> zoned ? "TIMESTAMP" : "TIMESTAMP_NTZ";
            case "snowflake" -> zoned ? "TIMESTAMP_TZ" : "TIMESTAMP_NTZ";
            default -> zoned ? "TIMESTAMPTZ" : "TIMESTAMP";
        };
    }
}
