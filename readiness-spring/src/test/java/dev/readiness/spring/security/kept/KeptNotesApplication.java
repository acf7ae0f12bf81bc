package dev.readiness.spring.security.kept;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PrePersist;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Principal;
import java.util.List;
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
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Looks like {@code SharedNotesApplication} from afar, and does none of it. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableJpaRepositories(considerNestedRepositories = true)
@Import({KeptNotesApplication.Pages.class, KeptNotesApplication.Notes.class, KeptNotesApplication.Errors.class})
public class KeptNotesApplication {

    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
        return http.csrf(csrf -> csrf.disable())
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, "/notes/*")
                        .permitAll()
                        .requestMatchers("/register")
                        .permitAll()
                        .requestMatchers("/staff/**")
                        .hasRole("STAFF")
                        .anyRequest()
                        .authenticated())
                .addFilterBefore(new TokenFilter(), UsernamePasswordAuthenticationFilter.class)
                .build();
    }

    static class TokenFilter extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String token = request.getHeader("Authorization");
            if (token != null) {
                whoIs(token).ifPresent(who -> request.setAttribute("who", who));
            }
            chain.doFilter(request, response);
        }

        private static Optional<String> whoIs(String token) {
            try {
                return Optional.ofNullable(Jwts.parser()
                        .build()
                        .parseUnsecuredClaims(token)
                        .getPayload()
                        .getSubject());
            } catch (JwtException ex) {
                return Optional.empty();
            }
        }
    }

    @Entity(name = "KeptWriter")
    static class Writer {

        @Id
        @GeneratedValue
        private Long id;

        private String username;

        private String email;

        private String password;

        @PrePersist
        void hash() {
            password = new BCryptPasswordEncoder().encode(password);
        }

        public String getUsername() {
            return username;
        }

        void setPassword(String password) {
            this.password = password;
        }
    }

    @Entity(name = "KeptTopic")
    static class Topic {

        @Id
        @GeneratedValue
        private Long id;

        private String title;

        void setTitle(String title) {
            this.title = title;
        }
    }

    @Entity(name = "KeptNote")
    static class Note {

        @Id
        @GeneratedValue
        private Long id;

        private String text;

        @ManyToOne
        private Writer writer;

        @ManyToOne
        private Topic topic;

        void setText(String text) {
            this.text = text;
        }
    }

    @Entity(name = "KeptNoteLog")
    static class NoteLog {

        @Id
        @GeneratedValue
        private Long id;
    }

    interface WriterRepository extends JpaRepository<Writer, Long> {

        Optional<Writer> findByUsername(String username);
    }

    interface TopicRepository extends JpaRepository<Topic, Long> {}

    interface LogRepository extends JpaRepository<NoteLog, Long> {}

    interface NoteRepository extends JpaRepository<Note, Long> {

        Optional<Note> findByIdAndWriterUsername(long id, String username);

        void deleteByTopicId(long topicId);

        List<Note> findByWriterUsername(String username);
    }

    record Password(String current, String password) {}

    record MyAccount(String username, String email) {}

    record NoteForm(long id, String text) {}

    record Comment(long id, String text) {}

    record Login(String name, String password) {}

    /** What everybody may read of a note. */
    record NoteText(String text, String writerUsername) {}

    static class Notes {

        private final WriterRepository writers;

        private final NoteRepository notes;

        Notes(WriterRepository writers, NoteRepository notes) {
            this.writers = writers;
            this.notes = notes;
        }

        void deleteMine(long id) {
            String name = SecurityContextHolder.getContext().getAuthentication().getName();
            notes.findByIdAndWriterUsername(id, name).ifPresent(notes::delete);
        }

        @Transactional
        public void first() {
            writers.save(new Writer());
            notes.save(new Note());
        }
    }

    @RestController
    static class Pages {

        private final Notes service;

        private final WriterRepository writers;

        private final NoteRepository notes;

        private final TopicRepository topics;

        private final LogRepository logs;

        private final TransactionOperations transactions;

        Pages(
                Notes service,
                WriterRepository writers,
                NoteRepository notes,
                TopicRepository topics,
                LogRepository logs,
                TransactionOperations transactions) {
            this.service = service;
            this.writers = writers;
            this.notes = notes;
            this.topics = topics;
            this.logs = logs;
            this.transactions = transactions;
        }

        @GetMapping("/notes/{id}")
        NoteText read(@PathVariable long id) {
            return new NoteText("", "");
        }

        @GetMapping("/mine")
        Writer mine() {
            return new Writer();
        }

        @DeleteMapping("/notes/{id}")
        void delete(@PathVariable long id) {
            service.deleteMine(id);
        }

        @PutMapping("/notes/{id}")
        void change(@PathVariable long id, @RequestBody String text, Principal caller) {
            Note note = notes.findById(id).orElseThrow();
            if (note.writer.username.equals(caller.getName())) {
                note.setText(text);
                notes.save(note);
            }
        }

        /** A topic belongs to nobody. */
        @PutMapping("/topics/{id}")
        void change(@PathVariable long id, @RequestBody String title) {
            Topic topic = topics.findById(id).orElseThrow();
            topic.setTitle(title);
            topics.save(topic);
        }

        /** The path names a topic, which is nobody's. */
        @DeleteMapping("/topics/{id}/notes/{topicId}")
        void clear(@PathVariable long topicId) {
            notes.deleteByTopicId(topicId);
        }

        @DeleteMapping("/staff/notes/{id}")
        void deleteAny(@PathVariable long id) {
            notes.deleteById(id);
        }

        @PostMapping("/password")
        void password(@RequestBody Password sent) {
            Writer writer = writers.findAll().get(0);
            if (!new BCryptPasswordEncoder().matches(sent.current(), writer.password)) {
                throw new IllegalArgumentException();
            }
            writer.setPassword(sent.password());
            writers.save(writer);
        }

        /** Whoever asks reads who he is himself. */
        @GetMapping("/notes/me")
        MyAccount me(Principal caller) {
            return new MyAccount(caller.getName(), "");
        }

        @PutMapping("/notes/{id}/archive")
        void archive(@PathVariable long id, Principal caller) {
            Note note = notes.findById(id).orElseThrow();
            if (note.writer.username.equals(caller.getName())) {
                notes.save(note);
            }
        }

        @GetMapping("/notes-of-token")
        List<NoteText> notesOfToken(@RequestHeader("Authorization") String token) {
            return notes.findByWriterUsername(token).stream()
                    .map(note -> new NoteText(note.text, token))
                    .toList();
        }

        @GetMapping("/my-notes")
        List<NoteText> myNotes(Principal caller) {
            return notes.findByWriterUsername(caller.getName()).stream()
                    .map(note -> new NoteText(note.text, caller.getName()))
                    .toList();
        }

        @PostMapping("/register")
        void register(@RequestBody Login sent) {}

        /** Names may be read; how to reach people may not. */
        @GetMapping("/writers")
        List<NoteText> names() {
            return notes.findAll().stream()
                    .map(note -> new NoteText(note.text, note.writer.username))
                    .toList();
        }

        @PostMapping("/note")
        void change(@RequestBody NoteForm sent, Principal caller) {
            Note note = notes.findById(sent.id()).orElseThrow(IllegalArgumentException::new);
            if (note.writer.username.equals(caller.getName())) {
                note.setText(sent.text());
                notes.save(note);
            }
        }

        /** It names a note, and is not a form of one. */
        @PostMapping("/comment")
        void comment(@RequestBody Comment sent) {
            Note note = notes.findById(sent.id()).orElseThrow(IllegalArgumentException::new);
            note.setText(note.text + sent.text());
            notes.save(note);
        }

        @PostMapping("/login")
        void login(@RequestBody Login sent) {
            Writer writer = writers.findByUsername(sent.name())
                    .orElseThrow(() -> new IllegalArgumentException("Wrong name or password"));
            if (!new BCryptPasswordEncoder().matches(sent.password(), writer.password)) {
                throw new IllegalArgumentException("Wrong name or password");
            }
        }

        @PostMapping("/picture")
        void picture(@RequestParam MultipartFile file) throws IOException {
            if ("image/png".equals(file.getContentType())) {
                file.transferTo(Path.of("picture"));
            }
        }

        @PostMapping("/table")
        void table(@RequestParam MultipartFile file) throws IOException {
            new BufferedReader(new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)).readLine();
        }

        @PostMapping("/first-note")
        void firstNote() {
            service.first();
            logs.save(new NoteLog());
        }

        @PostMapping("/second-note")
        void secondNote() {
            transactions.executeWithoutResult(status -> {
                writers.save(new Writer());
                notes.save(new Note());
            });
        }

        @PostMapping("/either")
        void either(@RequestParam boolean writer) {
            if (writer) {
                writers.save(new Writer());
            } else {
                notes.save(new Note());
            }
        }
    }

    @RestControllerAdvice
    static class Errors extends ResponseEntityExceptionHandler {

        @ExceptionHandler(IllegalArgumentException.class)
        ResponseEntity<String> wrong(IllegalArgumentException ex) {
            return ResponseEntity.badRequest().body("Not like that");
        }

        @ExceptionHandler(RuntimeException.class)
        ResponseEntity<String> any(RuntimeException ex) {
            logger.error("Request failed", ex);
            return ResponseEntity.status(HttpStatus.INTERNAL_SERVER_ERROR).body("Something went wrong");
        }
    }
}
