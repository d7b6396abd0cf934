package org.opendatagov.orchestrator.model;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.model.ProviderException.Remedy;

/**
 * An answer that is read while it comes, by one thread. A read waits as long as the answer may be silent, and not past the call's deadline; it ends when
 * the thread is interrupted. Whatever ends it early closes the connection: nobody pays for what nobody reads.
 */
final class StreamedBody extends InputStream implements HttpResponse.BodySubscriber<StreamedBody> {
    private final Limits limits;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean closed;
    private List<ByteBuffer> buffers = List.of();
    private boolean ended;
    private long bytes;

    /**
     * How an answer may come.
     *
     * @param silence longest time without a byte
     * @param deadline as of {@link System#nanoTime()}
     * @param bytes most of them
     */
    record Limits(Duration silence, long deadline, long bytes) {
        long patience() {
            return Math.min(silence.toNanos(), deadline - System.nanoTime());
        }

        /** Which of the two is over. */
        ProviderException over() {
            return ProviderException.brokenOff(
                    Remedy.FAIL_OVER,
                    deadline - System.nanoTime() <= 0
                            ? "did not answer within its timeout"
                            : "fell silent for " + silence.toSeconds() + " s");
        }
    }

    private sealed interface Received {
        record Bytes(List<ByteBuffer> buffers) implements Received {}

        record End(boolean whole) implements Received {}
    }

    StreamedBody(Limits limits) {
        this.limits = limits;
    }

    @Override
    public CompletionStage<StreamedBody> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (closed) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        received.add(new Received.Bytes(item));
    }

    @Override
    public void onError(Throwable failure) {
        received.add(new Received.End(false));
    }

    @Override
    public void onComplete() {
        received.add(new Received.End(true));
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            for (ByteBuffer buffer : buffers) {
                if (buffer.hasRemaining()) {
                    int count = Math.min(length, buffer.remaining());
                    buffer.get(target, offset, count);
                    return counted(count);
                }
            }
            next();
        }
        return -1;
    }

    private int counted(int count) {
        bytes += count;
        if (bytes > limits.bytes()) {
            throw ProviderException.brokenOff(Remedy.FAIL_OVER, "sent more than " + (limits.bytes() >> 20) + " MiB");
        }
        return count;
    }

    private void next() {
        switch (awaited()) {
            case Received.Bytes more -> {
                buffers = more.buffers();
                Flow.Subscription source = subscription;
                if (source != null) {
                    source.request(1);
                }
            }
            case Received.End end -> {
                ended = true;
                if (!end.whole()) {
                    throw ProviderException.brokenOff(Remedy.RETRY, "broke off");
                }
            }
        }
    }

    private Received awaited() {
        try {
            Received next = received.poll(limits.patience(), TimeUnit.NANOSECONDS);
            // What always comes at once must not go on past the deadline either.
            if (next == null || limits.deadline() - System.nanoTime() <= 0) {
                throw limits.over();
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProviderException.brokenOff(Remedy.NONE, "was stopped");
        }
    }

    @Override
    public void close() {
        closed = true;
        ended = true;
        Flow.Subscription source = subscription;
        if (source != null) {
            source.cancel();
        }
    }
}
