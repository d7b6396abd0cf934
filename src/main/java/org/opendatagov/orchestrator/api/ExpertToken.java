package org.opendatagov.orchestrator.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.ExpertSettings;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Guards what orchestrator and experts say to each other: {@code Authorization: Bearer <orchestrator.experts.token>}. */
final class ExpertToken {
    private final String token;

    ExpertToken(ExpertSettings settings) {
        this.token = settings.token();
    }

    /** @throws OrchestratorException {@code unauthenticated} where a token is set and this header does not hold it */
    void check(Optional<String> authorization) {
        byte[] expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        byte[] given = authorization.orElse("").getBytes(StandardCharsets.UTF_8);
        if (!token.isEmpty() && !MessageDigest.isEqual(expected, given)) {
            throw new OrchestratorException(
                    ErrorCode.UNAUTHENTICATED,
                    "This needs the header 'Authorization: Bearer …' with the secret of orchestrator.experts.token.");
        }
    }
}
