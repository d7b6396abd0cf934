package org.opendatagov.orchestrator.openlineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.catalog.DatasetName;

/** Column lineage of a dataset: of its {@code columnLineage} facet (1-0 to 1-2) and of its {@code lineage} facet. */
public final class ColumnFlows {
    private ColumnFlows() {}

    /** In the order of the facets; none twice. */
    public static List<ColumnFlow> of(EventDataset dataset) {
        List<ColumnFlow> flows = new ArrayList<>();
        Json.object(dataset.facets(), "columnLineage", "fields").forEach((target, field) -> {
            for (Object source : Json.list(field, "inputFields")) {
                read(source, String.valueOf(target), older(field), flows);
            }
        });
        Json.list(dataset.facets(), "columnLineage", "dataset").forEach(source -> read(source, "", List.of(), flows));
        flows.addAll(explicit(Json.object(dataset.facets(), "lineage")));
        return flows.stream().distinct().toList();
    }

    /** Of an entry with {@code fields} and {@code inputs}, as the lineage facet has it for datasets. */
    static List<ColumnFlow> explicit(Map<?, ?> entry) {
        List<ColumnFlow> flows = new ArrayList<>();
        Json.object(entry, "fields").forEach((target, field) -> {
            for (Object source : Json.list(field, "inputs")) {
                read(source, String.valueOf(target), List.of(), flows);
            }
        });
        Json.list(entry, "inputs").forEach(source -> read(source, "", List.of(), flows));
        return flows;
    }

    /** Before 1-1-0 a field said what is done to it, for all its inputs: {@code IDENTITY} or {@code MASKED}. */
    private static List<Map<String, Object>> older(@Nullable Object field) {
        return Json.text(field, "transformationType")
                .map(type -> Map.<String, Object>of(
                        "type",
                        "DIRECT",
                        "subtype",
                        type.equals("MASKED") ? "TRANSFORMATION" : type,
                        "masking",
                        type.equals("MASKED"),
                        "description",
                        Json.text(field, "transformationDescription").orElse("")))
                .map(List::of)
                .orElseGet(List::of);
    }

    private static void read(
            @Nullable Object source, String target, List<Map<String, Object>> older, List<ColumnFlow> flows) {
        Optional<DatasetName> name = name(source);
        Optional<String> column = Json.text(source, "field");
        if (name.isEmpty() || column.isEmpty()) {
            return;
        }
        List<?> given = Json.list(source, "transformations");
        List<?> transformations = given.isEmpty() ? older : given;
        if (transformations.isEmpty()) {
            flows.add(new ColumnFlow(
                    name.get(), column.get(), target, target.isEmpty() ? "INDIRECT" : "", "", false, ""));
        }
        for (Object done : transformations) {
            flows.add(new ColumnFlow(
                    name.get(),
                    column.get(),
                    target,
                    Json.text(done, "type").orElse(""),
                    Json.text(done, "subtype").orElse(""),
                    Json.at(done, "masking").filter(Boolean.TRUE::equals).isPresent(),
                    Json.text(done, "description").orElse("")));
        }
    }

    /** The name of a dataset that a facet refers to. */
    static Optional<DatasetName> name(@Nullable Object reference) {
        return Json.text(reference, "namespace")
                .flatMap(namespace -> Json.text(reference, "name").map(name -> new DatasetName(namespace, name)));
    }
}
