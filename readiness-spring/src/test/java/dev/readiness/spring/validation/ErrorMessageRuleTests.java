package dev.readiness.spring.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.Result;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.EndpointOrigins;
import dev.readiness.spring.assessment.ReachedCalls;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import reactor.core.publisher.Mono;

class ErrorMessageRuleTests {

    @Test
    void findsEachWayToTellAClient() throws IOException {
        assertThat(ErrorAnswers.of(Talkative.class))
                .containsOnlyKeys(
                        "any",
                        "declared",
                        "duplicate",
                        "handedOver",
                        "nameOfType",
                        "map",
                        "page",
                        "record",
                        "rejected",
                        "caught",
                        "builder",
                        "concatenated",
                        "rescued")
                .containsEntry("any", Set.of("Exception.getMessage()"))
                .containsEntry("nameOfType", Set.of("Class.getSimpleName()"));
    }

    @Test
    void staysSilentAboutTextsOfTheApplicationsOwn() throws IOException {
        assertThat(ErrorAnswers.of(Careful.class)).isEmpty();
    }

    @Test
    void looksAtTheBeans() {
        assertThat(assess(new Talkative()))
                .hasSize(13)
                .allSatisfy(finding -> assertThat(finding.result()).isEqualTo(Result.FAIL))
                .extracting(Finding::where)
                .contains("Talkative.any");
        assertThat(assess(new Careful())).extracting(Finding::result).containsExactly(Result.PASS);
        assertThat(assess("no controller")).extracting(Finding::result).containsExactly(Result.NOT_APPLICABLE);
    }

    private static List<Finding> assess(Object bean) {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        AutoConfigurationPackages.register(beans, "dev.readiness.spring.validation");
        beans.registerSingleton("bean", bean);
        AnswerMakers makers = new AnswerMakers(
                beans.getBeanProvider(EndpointHandlers.class), ReachedCalls.of(beans, new DefaultResourceLoader()));
        return new ErrorMessageRule(beans, EndpointOrigins.of(beans), makers)
                .rule()
                .assess(new Inventory("clinic", List.of()));
    }

    record Problem(int status, String message) {}

    @SuppressWarnings("serial")
    static class NotThereException extends RuntimeException {
        NotThereException(String message) {
            super(message);
        }
    }

    @RestController
    @RestControllerAdvice
    static class Talkative {

        @ExceptionHandler
        ResponseEntity<String> any(Exception ex) {
            return ResponseEntity.status(500).body(ex.getMessage());
        }

        @ExceptionHandler(DataIntegrityViolationException.class)
        String declared(RuntimeException ex) {
            return "Failed: " + ex.getLocalizedMessage();
        }

        @ExceptionHandler
        Problem duplicate(DataIntegrityViolationException ex) {
            Throwable cause = ex.getCause();
            return new Problem(409, cause == null ? "exists" : cause.getMessage());
        }

        @ExceptionHandler(Exception.class)
        ResponseEntity<ProblemDetail> handedOver(Exception ex) {
            return ResponseEntity.internalServerError().body(detail(ex, HttpStatus.INTERNAL_SERVER_ERROR));
        }

        private ProblemDetail detail(Exception ex, HttpStatus status) {
            ProblemDetail detail = ProblemDetail.forStatus(status);
            detail.setDetail(ex.getLocalizedMessage());
            return detail;
        }

        @ExceptionHandler(Exception.class)
        ProblemDetail nameOfType(Exception ex) {
            ProblemDetail detail = ProblemDetail.forStatus(500);
            detail.setTitle(ex.getClass().getSimpleName());
            return detail;
        }

        @ExceptionHandler
        Map<String, Object> map(RuntimeException ex) {
            Map<String, Object> body = new HashMap<>();
            body.put("status", 500);
            body.put("message", ex.getMessage());
            return body;
        }

        @ExceptionHandler
        String page(Exception ex, Model model) {
            model.addAttribute("error", ex.getMessage());
            return "error";
        }

        @ExceptionHandler
        Problem record(SQLException ex) {
            return new Problem(500, ex.toString());
        }

        @ExceptionHandler
        Map<String, Object> rejected(MethodArgumentNotValidException ex) {
            Map<String, Object> body = new HashMap<>();
            for (FieldError error : ex.getFieldErrors()) {
                body.put(error.getField(), error.getRejectedValue());
            }
            return body;
        }

        @GetMapping("/caught")
        ResponseEntity<?> caught() {
            try {
                return ResponseEntity.ok(work());
            } catch (Exception e) {
                return ResponseEntity.badRequest().body(e.getMessage());
            }
        }

        @GetMapping("/rescued")
        Mono<ResponseEntity<String>> rescued() {
            return Mono.fromCallable(this::work)
                    .map(ResponseEntity::ok)
                    .onErrorResume(ex -> Mono.just(ResponseEntity.status(500).body(ex.getMessage())));
        }

        @PostMapping("/builder")
        Answer builder() {
            try {
                work();
                return Answer.builder().message("done").build();
            } catch (RuntimeException e) {
                return Answer.builder().success(false).message(e.getMessage()).build();
            }
        }

        @PostMapping("/concatenated")
        String concatenated() {
            String message = "done";
            try {
                work();
            } catch (RuntimeException e) {
                message = "Error: " + e.getMessage();
            }
            return message;
        }

        private String work() {
            return "";
        }
    }

    static final class Answer {
        static Answer builder() {
            return new Answer();
        }

        Answer message(String message) {
            return this;
        }

        Answer success(boolean success) {
            return this;
        }

        Answer build() {
            return this;
        }
    }

    @RestController
    @ControllerAdvice
    static class Careful {
        private static final Logger LOG = LoggerFactory.getLogger(Careful.class);

        @ExceptionHandler
        String logged(Exception ex) {
            LOG.error("Failed: {}", ex.getMessage(), ex);
            return "Something went wrong";
        }

        @ExceptionHandler
        String own(NotThereException ex) {
            return ex.getMessage();
        }

        @ExceptionHandler(NotThereException.class)
        ProblemDetail declaredWider(RuntimeException ex) {
            return detail(ex);
        }

        private ProblemDetail detail(RuntimeException ex) {
            return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, ex.getMessage());
        }

        @ExceptionHandler
        Map<String, Object> fields(MethodArgumentNotValidException ex) {
            Map<String, Object> body = new HashMap<>();
            for (FieldError error : ex.getFieldErrors()) {
                body.put(error.getField(), error.getDefaultMessage());
            }
            return body;
        }

        @GetMapping("/rescued")
        Mono<String> rescued() {
            return Mono.fromCallable(this::work)
                    .doOnError(ex -> LOG.error("Failed: {}", ex.getMessage()))
                    .onErrorResume(ex -> Mono.just("Something went wrong"))
                    .onErrorResume(NotThereException.class, ex -> Mono.just(ex.getMessage()));
        }

        @GetMapping("/thrown")
        String thrown() {
            try {
                return work();
            } catch (RuntimeException e) {
                throw new NotThereException("Not there: " + e.getMessage());
            }
        }

        @GetMapping("/asked")
        String asked() {
            try {
                return work();
            } catch (RuntimeException e) {
                return e.getMessage() != null && e.getMessage().contains("duplicate") ? "exists" : "failed";
            }
        }

        private String work() {
            return "";
        }
    }
}
