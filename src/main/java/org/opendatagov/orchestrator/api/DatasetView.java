package org.opendatagov.orchestrator.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.DatasetKnowledge;
import org.opendatagov.orchestrator.catalog.ProfileSnapshot;

/** A dataset of the catalogue as clients see it, with its profiles in short, newest first, its names, facets and contradictions. */
record DatasetView(
        @JsonUnwrapped CatalogDataset dataset,
        List<ProfileSummary> profiles,
        @JsonUnwrapped DatasetKnowledge knowledge) {
    /** One profile: what the content was when it was looked at. */
    record ProfileSummary(Instant at, String fingerprint, long rows, long bytes, int columns, List<String> warnings) {}

    static DatasetView of(CatalogDataset dataset, List<ProfileSnapshot> profiles, DatasetKnowledge knowledge) {
        return new DatasetView(
                dataset, profiles.stream().map(DatasetView::summary).toList(), knowledge);
    }

    private static ProfileSummary summary(ProfileSnapshot snapshot) {
        return new ProfileSummary(
                snapshot.at(),
                snapshot.profile().fingerprint(),
                snapshot.profile().rows(),
                snapshot.profile().bytes(),
                snapshot.profile().columns().size(),
                snapshot.profile().warnings());
    }
}
