package org.opendatagov.orchestrator.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Begins to answer, and then says nothing that counts: it goes on with what keeps a connection busy, or with nothing until somebody asks whether the connection is
 * still there.
 */
final class StallingProvider implements AutoCloseable {
    private final HttpServer server;
    private final AtomicReference<String> said = new AtomicReference<>("");
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch look = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);

    StallingProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    void says(String beginning) {
        said.set(beginning);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(said.get().getBytes(StandardCharsets.UTF_8));
            body.flush();
            begun.countDown();
            look.await(30, TimeUnit.SECONDS);
            while (true) {
                // Who has closed its end answers what comes with a reset.
                body.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
                body.flush();
            }
        } catch (IOException e) {
            left.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void awaitBegun() throws InterruptedException {
        if (!begun.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody asked");
        }
    }

    /** Whether the client has closed the connection. */
    boolean wasLeft() throws InterruptedException {
        look.countDown();
        return left.await(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        look.countDown();
        server.stop(0);
    }
}
