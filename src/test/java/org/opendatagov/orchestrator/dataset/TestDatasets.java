package org.opendatagov.orchestrator.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.privacy.StandardDetectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.services.s3.S3Client;

/** The real datasets of this package over a folder of a test. */
public final class TestDatasets {
    private final Datasets datasets;
    private final Uploads uploads;
    private final AllowedLocations locations;
    private final DatasetContents contents;
    private final RawFiles rawFiles;

    private TestDatasets(
            Datasets datasets,
            Uploads uploads,
            AllowedLocations locations,
            DatasetContents contents,
            RawFiles rawFiles) {
        this.datasets = datasets;
        this.uploads = uploads;
        this.locations = locations;
        this.contents = contents;
        this.rawFiles = rawFiles;
    }

    public static TestDatasets in(Path data, Path... allowed) {
        return in(data, DataSize.ofMegabytes(64), allowed);
    }

    public static TestDatasets in(Path data, DataSize maxUpload, Path... allowed) {
        DatasetSettings settings = new DatasetSettings(List.of(allowed), maxUpload, DataSize.ofGigabytes(20));
        return in(data, settings, () -> null);
    }

    static TestDatasets in(Path data, DatasetSettings settings, Supplier<@Nullable S3Client> client) {
        try {
            Files.createDirectories(data);
            DataFolders folders = new DataFolders(data);
            DuckDbSettings duckDbSettings = new DuckDbSettings(2, DataSize.ofGigabytes(2), DataSize.ofGigabytes(5));
            AllowedLocations locations = new AllowedLocations(settings, folders, data.resolve("inbox"));
            DuckDb duckDb = new DuckDb(duckDbSettings, folders);
            StagingFolder staging = new StagingFolder(folders, settings);
            Fingerprints fingerprints = new Fingerprints();
            S3Staging s3 = new S3Staging(new S3Objects(provider(client)), staging);
            Locator locator = new Locator(locations, fingerprints, s3);
            Datasets datasets = new StandardDatasets(
                    locator,
                    new TextConversion(duckDb, staging),
                    duckDb,
                    new QueryPool(duckDbSettings),
                    new Profiler(new StandardDetectors()),
                    staging);
            return new TestDatasets(
                    datasets,
                    new UploadStore(folders, settings, datasets),
                    locations,
                    new DatasetContents(locator),
                    new RawFiles(locations, fingerprints, s3, staging));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static ObjectProvider<S3Client> provider(Supplier<@Nullable S3Client> client) {
        return new ObjectProvider<>() {
            @Override
            public @Nullable S3Client getIfAvailable() {
                return client.get();
            }

            @Override
            public S3Client getObject() {
                return Objects.requireNonNull(client.get(), "this test has no S3");
            }
        };
    }

    public Datasets datasets() {
        return datasets;
    }

    public Uploads uploads() {
        return uploads;
    }

    public DatasetContents contents() {
        return contents;
    }

    public RawFiles rawFiles() {
        return rawFiles;
    }

    public AllowedLocations locations() {
        return locations;
    }
}
