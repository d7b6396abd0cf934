package org.opendatagov.orchestrator.api;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers errors of the layers below the API (unknown path, wrong method) as problem+json. */
@RestController
@ConditionalOnWebApplication
class ErrorAnswers implements ErrorController {
    @RequestMapping("/error")
    ResponseEntity<String> error(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        ErrorCode code = ProblemJson.code(status);
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String detail = switch (code) {
            case NOT_FOUND -> "Nothing is served at this path.";
            case METHOD_NOT_ALLOWED -> "This path does not take this method.";
            case INTERNAL -> "The request failed for a reason that it should not have.";
            default -> "The request is not one that this service takes.";
        };
        return ResponseEntity.status(code.status())
                .contentType(MediaType.valueOf(ProblemJson.TYPE))
                .body(ProblemJson.of(code, detail, path == null ? "" : path.toString()));
    }
}
