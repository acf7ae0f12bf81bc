package dev.readiness.spring.code.prototype;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.util.Optional;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;

/** Does what prototypes do, one of each. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableMethodSecurity
@EnableJpaRepositories(considerNestedRepositories = true)
@Import({PrototypeApplication.Members.class, PrototypeApplication.Pages.class})
public class PrototypeApplication {

    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/staff/**")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .build();
    }

    @Bean
    ApplicationRunner samples(MemberRepository members) {
        return arguments -> members.deleteAll();
    }

    @Bean
    ApplicationRunner moreSamples(MemberRepository members) {
        return arguments -> members.findAll().forEach(members::delete);
    }

    @Entity(name = "PrototypeMember")
    static class Member {

        @Id
        @GeneratedValue
        private Long id;

        private String email;

        private String password;

        void setPassword(String password) {
            this.password = password;
        }
    }

    interface MemberRepository extends JpaRepository<Member, Long> {

        Optional<Member> findByEmail(String email);
    }

    record Registration(String email, String password) {}

    static class Members {

        private final MemberRepository repository;

        Members(MemberRepository repository) {
            this.repository = repository;
        }

        public void close(long id) {
            remove(id);
        }

        @PreAuthorize("hasRole('ADMIN')")
        public void remove(long id) {
            repository.deleteById(id);
        }

        public void moveAll() {
            Runnable later = () -> move(1);
            later.run();
        }

        @Transactional
        public void move(long id) {
            repository.deleteById(id);
        }

        Member find(long id) {
            return repository.findById(id).orElseThrow(() -> new IllegalArgumentException("No member " + id));
        }
    }

    @Controller
    @CrossOrigin
    static class Pages {

        private final Members members;

        private final MemberRepository repository;

        Pages(Members members, MemberRepository repository) {
            this.members = members;
            this.repository = repository;
        }

        @GetMapping("/members")
        String all(Model model) {
            model.addAttribute("members", repository.findAll());
            return "members";
        }

        @GetMapping("/members/{id}")
        @ResponseBody
        String one(@PathVariable long id) {
            return members.find(id).email;
        }

        @PostMapping("/register")
        @ResponseBody
        void register(@RequestBody Registration registration) {
            members.find(1).setPassword(registration.password());
        }
    }
}
