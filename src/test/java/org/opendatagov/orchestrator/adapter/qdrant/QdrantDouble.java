package org.opendatagov.orchestrator.adapter.qdrant;

import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionExists;
import io.qdrant.client.grpc.Collections.CollectionExistsRequest;
import io.qdrant.client.grpc.Collections.CollectionExistsResponse;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionOperationResponse;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.GetCollectionInfoResponse;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.Points;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.PointsGrpc;
import io.qdrant.client.grpc.QdrantGrpc;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckReply;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Speaks the part of Qdrant's gRPC that the adapter uses: it is not Qdrant. It keeps to the documented behaviour of filters, named dense and
 * sparse vectors, the modifier IDF, score thresholds, batches and pages, compares every point, knows only collections that were created, refuses
 * what {@link QdrantRules} says, and is as strict as servers in strict mode are about filters without an index.
 */
final class QdrantDouble implements AutoCloseable {
    private final Map<String, CreateCollection> collections = new TreeMap<>();
    private final Map<String, Map<String, Points.PointStruct>> points = new TreeMap<>();
    final List<String> indexedFields = new ArrayList<>();
    private volatile String demanded = "";
    private volatile String version = "1.16.2";
    private volatile boolean silent;
    private int port;
    private Server server;

    QdrantDouble() {
        server = start(0);
        port = server.getPort();
    }

    /** From now on it asks for this key. */
    void demand(String key) {
        demanded = key;
    }

    void version(String version) {
        this.version = version;
    }

    /** Whether calls wait until they are given up. */
    void silent(boolean silent) {
        this.silent = silent;
    }

    /** As if somebody else had made it. */
    synchronized void make(CreateCollection collection) {
        collections.put(collection.getCollectionName(), collection);
        points.put(collection.getCollectionName(), new TreeMap<>());
    }

    private Server start(int wanted) {
        try {
            return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted))
                    .intercept(new Keys())
                    .addService(new ServerCalls())
                    .addService(new CollectionCalls())
                    .addService(new PointCalls())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /** From now on nobody answers; what it holds stays. */
    void stop() {
        server.shutdownNow();
        try {
            server.awaitTermination();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void restart() {
        server = start(port);
    }

    synchronized void lose() {
        collections.clear();
        points.clear();
        indexedFields.clear();
    }

    synchronized int count(String collection) {
        return points.getOrDefault(collection, Map.of()).size();
    }

    synchronized CreateCollection described(String collection) {
        return collections.getOrDefault(collection, CreateCollection.getDefaultInstance());
    }

    @Override
    public void close() {
        stop();
    }

    private synchronized <T> void answer(StreamObserver<T> observer, Supplier<T> work) {
        if (silent) {
            return;
        }
        try {
            observer.onNext(work.get());
            observer.onCompleted();
        } catch (RuntimeException e) {
            observer.onError(Status.fromThrowable(e).asRuntimeException());
        }
    }

    private Map<String, Points.PointStruct> in(String collection) {
        Map<String, Points.PointStruct> held = points.get(collection);
        if (held == null) {
            throw Status.NOT_FOUND.withDescription("Collection doesn't exist").asRuntimeException();
        }
        return held;
    }

    private static PointsOperationResponse done() {
        return PointsOperationResponse.newBuilder()
                .setResult(Points.UpdateResult.newBuilder().setStatus(Points.UpdateStatus.Completed))
                .build();
    }

    /** Looks at the header as the server does: a missing or wrong key is no caller. */
    private final class Keys implements ServerInterceptor {
        private static final Metadata.Key<String> KEY = Metadata.Key.of("api-key", Metadata.ASCII_STRING_MARSHALLER);

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            if (!demanded.isEmpty() && !demanded.equals(headers.get(KEY))) {
                call.close(Status.UNAUTHENTICATED.withDescription("Invalid API key or JWT"), new Metadata());
                return new ServerCall.Listener<>() {};
            }
            return next.startCall(call, headers);
        }
    }

    private final class ServerCalls extends QdrantGrpc.QdrantImplBase {
        @Override
        public void healthCheck(HealthCheckRequest request, StreamObserver<HealthCheckReply> observer) {
            answer(
                    observer,
                    () -> HealthCheckReply.newBuilder().setVersion(version).build());
        }
    }

    private final class CollectionCalls extends CollectionsGrpc.CollectionsImplBase {
        @Override
        public void collectionExists(
                CollectionExistsRequest request, StreamObserver<CollectionExistsResponse> observer) {
            answer(
                    observer,
                    () -> CollectionExistsResponse.newBuilder()
                            .setResult(CollectionExists.newBuilder()
                                    .setExists(collections.containsKey(request.getCollectionName())))
                            .build());
        }

        @Override
        public void get(GetCollectionInfoRequest request, StreamObserver<GetCollectionInfoResponse> observer) {
            answer(observer, () -> {
                in(request.getCollectionName());
                CreateCollection made = described(request.getCollectionName());
                CollectionInfo.Builder info = CollectionInfo.newBuilder()
                        .setConfig(CollectionConfig.newBuilder()
                                .setParams(CollectionParams.newBuilder()
                                        .setVectorsConfig(made.getVectorsConfig())
                                        .setSparseVectorsConfig(made.getSparseVectorsConfig())));
                indexedFields.forEach(field -> info.putPayloadSchema(field, PayloadSchemaInfo.getDefaultInstance()));
                return GetCollectionInfoResponse.newBuilder().setResult(info).build();
            });
        }

        @Override
        public void create(CreateCollection request, StreamObserver<CollectionOperationResponse> observer) {
            answer(observer, () -> {
                if (collections.putIfAbsent(request.getCollectionName(), request) != null) {
                    throw Status.ALREADY_EXISTS.asRuntimeException();
                }
                points.put(request.getCollectionName(), new TreeMap<>());
                return CollectionOperationResponse.newBuilder().setResult(true).build();
            });
        }
    }

    private final class PointCalls extends PointsGrpc.PointsImplBase {
        @Override
        public void createFieldIndex(
                Points.CreateFieldIndexCollection request, StreamObserver<PointsOperationResponse> observer) {
            answer(observer, () -> {
                in(request.getCollectionName());
                indexedFields.add(request.getFieldName());
                return done();
            });
        }

        @Override
        public void upsert(Points.UpsertPoints request, StreamObserver<PointsOperationResponse> observer) {
            answer(observer, () -> {
                Map<String, Points.PointStruct> held = in(request.getCollectionName());
                request.getPointsList()
                        .forEach(point -> QdrantRules.check(described(request.getCollectionName()), point));
                request.getPointsList().forEach(point -> held.put(point.getId().getUuid(), point));
                return done();
            });
        }

        @Override
        public void delete(Points.DeletePoints request, StreamObserver<PointsOperationResponse> observer) {
            answer(observer, () -> {
                QdrantRules.check(request.getPoints().getFilter(), indexedFields);
                in(request.getCollectionName())
                        .values()
                        .removeIf(point ->
                                QdrantFilters.matches(request.getPoints().getFilter(), point.getPayloadMap()));
                return done();
            });
        }

        @Override
        public void count(Points.CountPoints request, StreamObserver<Points.CountResponse> observer) {
            answer(
                    observer,
                    () -> Points.CountResponse.newBuilder()
                            .setResult(Points.CountResult.newBuilder()
                                    .setCount(in(request.getCollectionName()).size()))
                            .build());
        }

        @Override
        public void scroll(Points.ScrollPoints request, StreamObserver<Points.ScrollResponse> observer) {
            answer(observer, () -> {
                QdrantRules.check(request.getFilter(), indexedFields);
                return QdrantQueries.page(
                        request, in(request.getCollectionName()).values());
            });
        }

        @Override
        public void queryBatch(Points.QueryBatchPoints request, StreamObserver<Points.QueryBatchResponse> observer) {
            answer(observer, () -> {
                Points.QueryBatchResponse.Builder response = Points.QueryBatchResponse.newBuilder();
                request.getQueryPointsList().forEach(query -> {
                    in(query.getCollectionName());
                    QdrantRules.check(described(query.getCollectionName()), query);
                    QdrantRules.check(query.getFilter(), indexedFields);
                });
                request.getQueryPointsList()
                        .forEach(query -> response.addResult(QdrantQueries.answer(
                                query, List.copyOf(in(query.getCollectionName()).values()))));
                return response.build();
            });
        }
    }
}
