package dev.readiness.spring.security.shared;

import io.jsonwebtoken.Jwts;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MultipartFile;

/** Everybody changes the notes of everybody, and more that goes wrong with them. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableJpaRepositories(considerNestedRepositories = true)
@Import({SharedNotesApplication.Pages.class, SharedNotesApplication.Errors.class})
public class SharedNotesApplication {

    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
        return http.csrf(csrf -> csrf.disable())
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, "/notes/*")
                        .permitAll()
                        .requestMatchers("/register")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .addFilterBefore(new TokenFilter(), UsernamePasswordAuthenticationFilter.class)
                .build();
    }

    /** Lets through whatever reading a token throws. */
    static class TokenFilter extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String token = request.getHeader("Authorization");
            if (token != null) {
                request.setAttribute("who", whoIs(token));
            }
            chain.doFilter(request, response);
        }

        private String whoIs(String token) {
            return Jwts.parser()
                    .build()
                    .parseUnsecuredClaims(token)
                    .getPayload()
                    .getSubject();
        }
    }

    @Entity(name = "SharedWriter")
    static class Writer {

        @Id
        @GeneratedValue
        private Long id;

        private String username;

        private String email;

        private String password;

        public String getUsername() {
            return username;
        }

        public String getEmail() {
            return email;
        }

        void setPassword(String password) {
            this.password = password;
        }
    }

    @Entity(name = "SharedNote")
    static class Note {

        @Id
        @GeneratedValue
        private Long id;

        private String text;

        @ManyToOne
        private Writer writer;

        public String getText() {
            return text;
        }

        public Writer getWriter() {
            return writer;
        }

        void setText(String text) {
            this.text = text;
        }
    }

    interface WriterRepository extends JpaRepository<Writer, Long> {

        Optional<Writer> findByUsername(String username);
    }

    interface NoteRepository extends JpaRepository<Note, Long> {}

    record Password(String password) {}

    record NoteForm(long id, String text) {}

    record Login(String name, String password) {}

    static class UnknownWriterException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    static class WrongPasswordException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @RestController
    static class Pages {

        private final WriterRepository writers;

        private final NoteRepository notes;

        Pages(WriterRepository writers, NoteRepository notes) {
            this.writers = writers;
            this.notes = notes;
        }

        @GetMapping("/notes/{id}")
        Note read(@PathVariable long id) {
            return notes.findById(id).orElseThrow();
        }

        @GetMapping({"/", "", "/mine"})
        String mine() {
            return "";
        }

        @DeleteMapping("/notes/{id}")
        void delete(@PathVariable long id) {
            notes.deleteById(id);
        }

        @PutMapping("/notes/{id}")
        void change(@PathVariable long id, @RequestBody String text) {
            Note note = notes.findById(id).orElseThrow();
            note.setText(text);
            notes.save(note);
        }

        @PutMapping("/notes/{id}/archive")
        void archive(@PathVariable long id) {
            Note note = notes.findById(id).orElseThrow();
            note.setText("");
            notes.save(note);
        }

        /** Whoever reads a note may like it. */
        @PutMapping("/notes/{id}/like")
        void like(@PathVariable long id) {
            Note note = notes.findById(id).orElseThrow();
            note.setText("liked");
            notes.save(note);
        }

        @PostMapping("/password")
        void password(@RequestBody Password sent) {
            Writer writer = writers.findAll().get(0);
            writer.setPassword(sent.password());
            writers.save(writer);
        }

        @PostMapping("/passwords")
        void passwords(@RequestBody List<Password> sent) {
            Writer writer = writers.findAll().get(0);
            writer.setPassword(sent.get(0).password());
            writers.save(writer);
        }

        @PostMapping("/note")
        void change(@RequestBody NoteForm sent) {
            Note note = notes.findById(sent.id()).orElseThrow();
            note.setText(sent.text());
            notes.save(note);
        }

        @PutMapping("/guarded/{id}")
        @PreAuthorize("@notes.isMine(#id)")
        void guarded(@PathVariable long id, @RequestBody String text) {
            Note note = notes.findById(id).orElseThrow();
            note.setText(text);
            notes.save(note);
        }

        @PostMapping("/register")
        void register(@RequestBody Login sent) {}

        @GetMapping("/writers")
        List<Writer> writers() {
            return writers.findAll();
        }

        @PostMapping("/login")
        void login(@RequestBody Login sent) {
            Writer writer = writers.findByUsername(sent.name()).orElseThrow(UnknownWriterException::new);
            if (!new BCryptPasswordEncoder().matches(sent.password(), writer.password)) {
                throw new WrongPasswordException();
            }
        }

        @PostMapping("/sign-in")
        void signIn(@RequestBody Login sent) {
            Writer writer = writers.findByUsername(sent.name())
                    .orElseThrow(() -> new IllegalStateException("There is no " + sent.name()));
            if (!new BCryptPasswordEncoder().matches(sent.password(), writer.password)) {
                throw new IllegalStateException("Wrong password");
            }
        }

        @PostMapping("/picture")
        void picture(@RequestParam MultipartFile file) throws IOException {
            file.transferTo(Path.of("picture"));
        }

        @PostMapping("/first-note")
        void firstNote() {
            writers.save(new Writer());
            notes.save(new Note());
        }
    }

    @RestControllerAdvice
    static class Errors {

        @ExceptionHandler({UnknownWriterException.class, WrongPasswordException.class})
        ResponseEntity<String> refused(RuntimeException ex) {
            return ResponseEntity.badRequest().body(ex.getClass().getSimpleName());
        }

        @ExceptionHandler(RuntimeException.class)
        Map<String, String> unforeseen(RuntimeException ex) {
            return Map.of("error", "Something went wrong");
        }

        @ExceptionHandler(Exception.class)
        ResponseEntity<String> any(Exception ex) {
            return ResponseEntity.status(HttpStatus.INTERNAL_SERVER_ERROR).body("Something went wrong");
        }
    }
}
