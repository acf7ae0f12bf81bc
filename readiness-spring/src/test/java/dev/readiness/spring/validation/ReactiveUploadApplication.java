package dev.readiness.spring.validation;

import java.math.BigDecimal;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes JSON, forms and files in a reactive way. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(ReactiveUploadApplication.Uploads.class)
class ReactiveUploadApplication {

    record Note(String text, BigDecimal amount, List<Object> more) {}

    record Wish(List<String> tags) {}

    record Measurement(double value) {}

    @Bean
    RouterFunction<ServerResponse> functions() {
        return RouterFunctions.route()
                .POST(
                        "/functions/notes",
                        request -> request.bodyToMono(Note.class)
                                .flatMap(note -> ServerResponse.ok().bodyValue("noted " + note.text())))
                .POST(
                        "/functions/wishes",
                        request -> request.bind(Wish.class)
                                .flatMap(wish -> ServerResponse.ok().bodyValue("wished " + wish.tags())))
                .build();
    }

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http) {
        return http.csrf(csrf -> csrf.disable())
                .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                .build();
    }

    @RestController
    static class Uploads {

        @PostMapping("/notes")
        Mono<String> note(@RequestBody Mono<Note> note) {
            return note.map(read -> "noted " + read.text());
        }

        @PostMapping("/large/notes")
        Mono<String> largeNote(@RequestBody Mono<Note> note) {
            return note.map(read -> "noted " + read.text().length());
        }

        @PostMapping("/streams")
        Mono<String> stream(@RequestBody Flux<Note> notes) {
            return notes.count().map(count -> "noted " + count);
        }

        @PostMapping("/forms")
        Mono<String> form(ServerWebExchange exchange) {
            return exchange.getFormData().map(MultiValueMap::size).map(size -> "took " + size);
        }

        @GetMapping("/queries")
        String query(@RequestParam MultiValueMap<String, String> parameters) {
            return "took " + parameters.size();
        }

        @PostMapping({"/files", "/large/files"})
        Mono<String> file(@RequestPart FilePart file) {
            return sizeOf(file).map(size -> "kept " + size);
        }

        @PostMapping("/files/named")
        Mono<String> named(@RequestPart("file") FilePart file) {
            return sizeOf(file).map(size -> "kept " + size);
        }

        @PostMapping("/parts")
        Mono<String> parts(@RequestBody Flux<Part> parts) {
            return parts.concatMap(Uploads::sizeOf).reduce(0, Integer::sum).map(size -> "kept " + size);
        }

        @PostMapping("/events")
        Mono<String> events(@RequestBody Flux<PartEvent> events) {
            return events.map(event -> {
                        int size = event.content().readableByteCount();
                        DataBufferUtils.release(event.content());
                        return size;
                    })
                    .reduce(0, Integer::sum)
                    .map(size -> "kept " + size);
        }

        @PostMapping("/wishes")
        Mono<String> wish(Wish wish) {
            return Mono.just("wished " + wish.tags());
        }

        @PostMapping("/measurements")
        Mono<String> measurements(@RequestBody Flux<Measurement> measurements) {
            return measurements.count().map(count -> "measured " + count);
        }

        /** Fails as Spring's own readers do. */
        @GetMapping("/failures/{kind}")
        Mono<String> fail(@PathVariable int kind) {
            return Mono.just(kind).map(any -> any == 0 ? List.of("a").get(1) : "" + Integer.parseInt("S3cret"));
        }

        private static Mono<Integer> sizeOf(Part part) {
            return DataBufferUtils.join(part.content()).map(buffer -> {
                int size = buffer.readableByteCount();
                DataBufferUtils.release(buffer);
                return size;
            });
        }
    }
}
