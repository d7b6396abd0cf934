package org.opendatagov.orchestrator.openlineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opendatagov.orchestrator.catalog.CatalogColumn;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.FoundBy;
import org.opendatagov.orchestrator.dataset.DatasetFormat;
import org.opendatagov.orchestrator.privacy.ColumnVerdict;
import org.opendatagov.orchestrator.privacy.LabelVerdicts;

/** The columns of a dataset by its facets: their names and types by {@code schema}, what is personal by {@code tags}. */
public final class DescribedColumns {
    /** Facets that say something of columns, or of all rows. */
    public static final Set<String> FACETS = Set.of("schema", "tags", "storage", "dataQualityMetrics");

    /** Tags by which catalogues say that a column is personal. */
    private static final Set<String> PERSONAL = Set.of("pii", "personal", "personal_data", "gdpr");

    private static final Set<String> SPECIAL = Set.of("special_category", "sensitive", "phi");
    private static final Set<String> NO = Set.of("false", "no", "none", "0");

    private DescribedColumns() {}

    /** Columns whose values were looked at keep what these say, and are personal where a tag says so. */
    public static List<CatalogColumn> of(CatalogDataset dataset, Map<String, Object> facets) {
        Map<String, List<String>> tags = tags(facets);
        List<CatalogColumn> columns = new ArrayList<>();
        if (dataset.profiled()) {
            dataset.columns().forEach(column -> columns.add(tagged(column, tags.get(column.name()))));
        } else if (Json.list(facets, "schema", "fields").isEmpty()) {
            columns.addAll(dataset.columns());
        } else {
            described(Json.list(facets, "schema", "fields"), "", tags, columns);
        }
        return columns;
    }

    /** Fields of a struct are called {@code address.city}. */
    private static void described(
            List<?> fields, String prefix, Map<String, List<String>> tags, List<CatalogColumn> columns) {
        for (Object field : fields) {
            Json.text(field, "name").ifPresent(name -> {
                String whole = prefix + name;
                CatalogColumn column = CatalogColumn.described(
                        whole, Json.text(field, "type").orElse(""), LabelVerdicts.ofLabel(whole), FoundBy.LABEL);
                columns.add(tagged(column, tags.get(whole)));
                described(Json.list(field, "fields"), whole + ".", tags, columns);
            });
        }
    }

    private static CatalogColumn tagged(CatalogColumn column, @org.jspecify.annotations.Nullable List<String> tags) {
        boolean known = column.foundBy() == FoundBy.VALUES && column.privacy().personal();
        if (tags == null || known) {
            return column;
        }
        List<String> classes = tags.stream().filter(LabelVerdicts::isClass).toList();
        boolean special = tags.stream().anyMatch(SPECIAL::contains);
        if (classes.isEmpty() && !special && tags.stream().noneMatch(PERSONAL::contains)) {
            return column;
        }
        ColumnVerdict verdict = LabelVerdicts.ofTags(column.name(), classes, special);
        return new CatalogColumn(
                column.name(),
                column.logicalType(),
                column.distinct(),
                column.unique(),
                verdict,
                column.keys(),
                FoundBy.TAG);
    }

    /** Tags by field: a tag {@code pii} may be true or a class ({@code pii: email}); {@code pii: false} is none. */
    private static Map<String, List<String>> tags(Map<String, Object> facets) {
        Map<String, List<String>> tags = new LinkedHashMap<>();
        for (Object tag : Json.list(facets, "tags", "tags")) {
            String value = Json.text(tag, "value").orElse("").toLowerCase(Locale.ROOT);
            Json.text(tag, "field").filter(field -> !NO.contains(value)).ifPresent(field -> {
                List<String> words = tags.computeIfAbsent(field, name -> new ArrayList<>());
                words.add(Json.text(tag, "key").orElse("").toLowerCase(Locale.ROOT));
                words.add(value);
            });
        }
        for (Object field : Json.list(facets, "schema", "fields")) {
            for (Object tag : Json.list(field, "tags")) {
                Json.text(field, "name")
                        .ifPresent(name -> tags.computeIfAbsent(name, any -> new ArrayList<>())
                                .add(String.valueOf(tag).toLowerCase(Locale.ROOT)));
            }
        }
        return tags;
    }

    /** The format, where it is one that is read here. */
    public static Optional<DatasetFormat> format(Map<String, Object> facets) {
        String format = Json.text(facets, "storage", "fileFormat").orElse("").toLowerCase(Locale.ROOT);
        return switch (format) {
            case "parquet" -> Optional.of(DatasetFormat.PARQUET);
            case "csv" -> Optional.of(DatasetFormat.CSV);
            case "json" -> Optional.of(DatasetFormat.NDJSON);
            default -> Optional.empty();
        };
    }

    /** All rows of the dataset, where a check counted them. */
    public static Optional<Long> rows(Map<String, Object> facets) {
        return Json.at(facets, "dataQualityMetrics", "rowCount")
                .filter(Number.class::isInstance)
                .map(rows -> ((Number) rows).longValue())
                .filter(rows -> rows >= 0);
    }
}
