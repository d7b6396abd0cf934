package org.opendatagov.orchestrator.openlineage;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks those facets of datasets that the catalogue reads; all others are kept whatever they hold. */
final class FacetChecks {
    private final EventCheck check;

    private FacetChecks(EventCheck check) {
        this.check = check;
    }

    static void check(Map<String, Object> facets, String path, EventCheck check) {
        FacetChecks checks = new FacetChecks(check);
        checks.items(facets, "schema", "fields", path, "name");
        checks.items(facets, "symlinks", "identifiers", path, "namespace", "name");
        checks.items(facets, "ownership", "owners", path, "name");
        checks.items(facets, "tags", "tags", path, "key");
        checks.columnLineage(facets.get("columnLineage"), path + "/columnLineage");
    }

    private void columnLineage(@Nullable Object facet, String path) {
        if (!(facet instanceof Map<?, ?> map) || Boolean.TRUE.equals(map.get("_deleted"))) {
            return;
        }
        if (!(map.get("fields") instanceof Map<?, ?> fields)) {
            check.wrong(path + "/fields", "'fields' must be an object: the output columns with their inputFields.");
            return;
        }
        fields.forEach((name, field) -> items(
                Json.object(field),
                "inputFields",
                path + "/fields/" + String.valueOf(name).replace("~", "~0").replace("/", "~1"),
                true,
                "namespace",
                "name",
                "field"));
        items(map, "dataset", path, false, "namespace", "name", "field");
    }

    private void items(Map<String, Object> facets, String facet, String member, String path, String... required) {
        items(Json.object(facets, facet), member, path + "/" + facet, false, required);
    }

    private void items(Map<?, ?> parent, String member, String path, boolean mustBe, String... required) {
        Object value = parent.get(member);
        String place = path + "/" + member;
        if (value == null && !mustBe) {
            return;
        }
        if (!(value instanceof List<?> list)) {
            check.wrong(place, "'%s' must be a list.".formatted(member));
            return;
        }
        for (int index = 0; index < list.size(); index++) {
            Map<?, ?> item = check.object(list.get(index), place + "/" + index);
            for (String name : list.get(index) instanceof Map<?, ?> ? required : new String[0]) {
                check.text(item, name, place + "/" + index);
            }
        }
    }
}
