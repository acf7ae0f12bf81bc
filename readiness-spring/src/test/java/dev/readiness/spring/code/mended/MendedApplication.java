package dev.readiness.spring.code.mended;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Does what looks like the habits of prototypes, and is none of them. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableMethodSecurity
@EnableJpaRepositories(considerNestedRepositories = true)
@Import({MendedApplication.Members.class, MendedApplication.Pages.class, MendedApplication.Answers.class})
public class MendedApplication {

    /** Everybody may read pages; what is sent needs a login. */
    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, "/**")
                        .permitAll()
                        .requestMatchers("/register")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    @Bean
    @Profile("dev")
    ApplicationRunner samples(MemberRepository members) {
        return arguments -> members.deleteAll();
    }

    @Bean
    ApplicationRunner temporaryFiles() {
        return arguments -> FileSystemUtils.deleteRecursively(Files.createTempDirectory("mended"));
    }

    @Bean
    ApplicationRunner cleanUp(MemberRepository members) {
        return arguments -> members.findAll().stream()
                .filter(member -> member.email == null)
                .forEach(members::delete);
    }

    @Entity(name = "MendedMember")
    static class Member {

        @Id
        @GeneratedValue
        private Long id;

        @Column(unique = true)
        private String email;

        private String password;
    }

    @Entity(name = "MendedCategory")
    static class Category {

        @Id
        private Long id;
    }

    interface MemberRepository extends JpaRepository<Member, Long> {

        Optional<Member> findByEmail(String email);

        List<Member> findByEmailNotNull(Pageable page);
    }

    interface CategoryRepository extends JpaRepository<Category, Long> {}

    record Registration(
            @NotBlank @Size(max = 100) String email,
            @NotBlank @Size(min = 8, max = 128) String password) {}

    enum Kind {
        PERSON,
        COMPANY
    }

    record Login(String email, String password) {}

    record OldRegistration(String email, String password) {}

    static class NoMemberException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    static class Members {

        private final MemberRepository repository;

        Members(MemberRepository repository) {
            this.repository = repository;
        }

        @PreAuthorize("hasRole('ADMIN')")
        public void close(long id) {
            remove(id);
        }

        @PreAuthorize("hasRole('ADMIN')")
        public void remove(long id) {
            repository.deleteById(id);
        }

        @Transactional
        public void moveAll() {
            move(1);
        }

        @Transactional
        public void move(long id) {
            repository.deleteById(id);
        }

        public void moveThrough(Members proxy) {
            proxy.move(1);
        }

        Member find(long id) {
            return repository.findById(id).orElseThrow(NoMemberException::new);
        }
    }

    @Controller
    @CrossOrigin("https://app.example.com")
    static class Pages {

        private final Members members;

        private final MemberRepository repository;

        private final CategoryRepository categories;

        Pages(Members members, MemberRepository repository, CategoryRepository categories) {
            this.members = members;
            this.repository = repository;
            this.categories = categories;
        }

        @GetMapping("/members")
        String page(Model model, Pageable page) {
            model.addAttribute("members", repository.findAll(page));
            model.addAttribute("categories", categories.findAll());
            return "members";
        }

        @GetMapping("/kinds")
        @ResponseBody
        List<Kind> kinds() {
            return List.of(Kind.values());
        }

        @GetMapping("/newest")
        @ResponseBody
        List<Long> newest() {
            return repository.findByEmailNotNull(PageRequest.of(0, 50)).stream()
                    .map(member -> member.id)
                    .toList();
        }

        @GetMapping("/members/{id}")
        @ResponseBody
        String one(@PathVariable long id) {
            return members.find(id).email;
        }

        @GetMapping("/old-members/{id}")
        @ResponseBody
        String old(@PathVariable long id) {
            try {
                return repository.findById(id).orElseThrow().email;
            } catch (RuntimeException ex) {
                return "";
            }
        }

        @PostMapping("/register")
        @ResponseBody
        void register(@Valid @RequestBody Registration registration) {}

        @PostMapping("/old/register")
        @ResponseBody
        void old(@RequestBody OldRegistration registration) {
            if (registration.password().length() < 12) {
                throw new UncheckedIOException(new IOException("too short"));
            }
        }

        @PostMapping("/login")
        @ResponseBody
        void login(@RequestBody Login login) {}
    }

    @RestControllerAdvice
    static class Answers {

        @ExceptionHandler
        ProblemDetail missing(NoMemberException ex) {
            return ProblemDetail.forStatus(HttpStatus.NOT_FOUND);
        }
    }
}
