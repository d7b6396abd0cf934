package org.opendatagov.orchestrator.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Uploads;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Takes files that callers send. */
@Component("uploadApi")
class UploadApi {
    private final Uploads uploads;

    UploadApi(Uploads uploads) {
        this.uploads = uploads;
    }

    /** Answers 201 with {@code id, file_path, fingerprint, format, bytes}; the spooled copies go, whatever happens. */
    public void upload(Exchange exchange) {
        try (MultipartBody body = new MultipartBody(exchange)) {
            List<Problem> problems = new ArrayList<>();
            Optional<MultipartFile> file = body.file(Set.of(), problems);
            ApiRequest.throwIfAny(problems);
            ApiRequest.of(exchange);
            Dataset dataset = store(file.orElseThrow());
            Answers.json(exchange, 201, describe(dataset));
            exchange.getMessage().setHeader("Location", BodyFilter.UPLOADS + "/" + dataset.id());
        }
    }

    private Dataset store(MultipartFile file) {
        String name = Optional.ofNullable(file.getOriginalFilename()).orElse("");
        try (InputStream content = file.getInputStream()) {
            return uploads.store(name, content);
        } catch (IOException e) {
            throw new OrchestratorException(
                    ErrorCode.LIMIT_REACHED, "The upload could not be read from the spool; send it again.", e);
        }
    }

    private static Map<String, Object> describe(Dataset dataset) {
        return Map.of(
                "id", dataset.id(),
                "file_path", dataset.location(),
                "fingerprint", dataset.fingerprint(),
                "format", dataset.format(),
                "bytes", dataset.bytes());
    }
}
