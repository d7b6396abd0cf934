package org.opendatagov.orchestrator.adapter.qdrant;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Waits for Qdrant's answers, and makes of its failures the one of ours: it is out of reach, whatever the reason. */
final class QdrantCalls {
    private final Duration timeout;

    QdrantCalls(Duration timeout) {
        this.timeout = timeout;
    }

    <T> T await(ListenableFuture<T> answer) {
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failed(Status.fromThrowable(e).getCode(), e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw away("no answer within " + timeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away("the service is stopping", e);
        }
    }

    /** Says what to do by the code alone: Qdrant's own message may quote what it was sent. */
    private static OrchestratorException failed(Status.Code code, Exception cause) {
        return switch (code) {
            case UNAUTHENTICATED, PERMISSION_DENIED ->
                unusable(
                        "Qdrant refuses the key (" + code
                                + "); set orchestrator.knowledge.qdrant.api-key to one that may read and write the collection.",
                        cause);
            case INVALID_ARGUMENT, FAILED_PRECONDITION ->
                unusable(
                        "Qdrant refuses what it is sent (" + code
                                + "); its log says why. Another collection (orchestrator.knowledge.qdrant.collection) is made anew.",
                        cause);
            default -> away(code.name(), cause);
        };
    }

    /** It answers, and cannot be used as it is. */
    static OrchestratorException unusable(String why) {
        return new OrchestratorException(ErrorCode.UNAVAILABLE, why);
    }

    private static OrchestratorException unusable(String why, Exception cause) {
        return new OrchestratorException(ErrorCode.UNAVAILABLE, why, cause);
    }

    private static OrchestratorException away(String why, Exception cause) {
        return new OrchestratorException(
                ErrorCode.UNAVAILABLE,
                "Qdrant gives no answer (" + why
                        + "); check orchestrator.knowledge.qdrant.url and its log. Documents are kept meanwhile.",
                cause);
    }
}
