package org.opendatagov.orchestrator.api;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** Answers errors of the layers below the API (unknown path, wrong method, too large an upload) as problem+json. */
@RestController
@RestControllerAdvice
@ConditionalOnWebApplication
class ErrorAnswers implements ErrorController {
    @RequestMapping("/error")
    ResponseEntity<String> error(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        return answer(status, ProblemJson.of(status, ProblemJson.detail(status)));
    }

    @ExceptionHandler
    ResponseEntity<String> tooLarge(MaxUploadSizeExceededException e) {
        return answer(
                ErrorCode.TOO_LARGE.status(),
                ProblemJson.of(
                        ErrorCode.TOO_LARGE,
                        "The upload is larger than orchestrator.datasets.max-upload; put the file into S3 or an allowed folder instead."));
    }

    @ExceptionHandler
    ResponseEntity<String> malformed(MultipartException e) {
        return answer(
                ErrorCode.MALFORMED_REQUEST.status(),
                ProblemJson.of(
                        ErrorCode.MALFORMED_REQUEST,
                        "The body is no well-formed multipart/form-data; it needs a boundary and a part named 'file'."));
    }

    @ExceptionHandler
    ResponseEntity<String> known(OrchestratorException e) {
        return answer(e.code().status(), ProblemJson.of(e));
    }

    private static ResponseEntity<String> answer(int status, String problem) {
        return ResponseEntity.status(status)
                .contentType(MediaType.valueOf(ProblemJson.TYPE))
                .body(problem);
    }
}
