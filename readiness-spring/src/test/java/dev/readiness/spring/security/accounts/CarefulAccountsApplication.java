package dev.readiness.spring.security.accounts;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jwts;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.OncePerRequestFilter;

/** Accounts that tell nobody who has one, can be switched off, and renew logins by tokens that are none. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableJpaRepositories(considerNestedRepositories = true)
@Import({
    CarefulAccountsApplication.Tokens.class,
    CarefulAccountsApplication.Users.class,
    CarefulAccountsApplication.Accounts.class,
    CarefulAccountsApplication.Pages.class,
    CarefulAccountsApplication.PasswordResetPages.class
})
public class CarefulAccountsApplication {

    @Bean
    SecurityFilterChain chain(
            HttpSecurity http, Tokens tokens, Users users, @Value("${app.origins}") List<String> origins)
            throws Exception {
        return http.csrf(csrf -> csrf.disable())
                .cors(cors -> cors.configurationSource(request -> configurationFor(origins)))
                .addFilterBefore(new TokenFilter(tokens, users), UsernamePasswordAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers("/auth/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    private static CorsConfiguration configurationFor(List<String> origins) {
        CorsConfiguration configuration = new CorsConfiguration();
        configuration.setAllowedOrigins(origins);
        configuration.setAllowCredentials(true);
        return configuration;
    }

    @Entity(name = "CarefulAccount")
    static class Account {

        @Id
        @Column(unique = true)
        private String email;

        private String password;

        private boolean enabled;

        public String getEmail() {
            return email;
        }

        public void setEmail(String email) {
            this.email = email;
        }

        public String getPassword() {
            return password;
        }

        public boolean isEnabled() {
            return enabled;
        }

        public void setEnabled(boolean enabled) {
            this.enabled = enabled;
        }
    }

    @Entity(name = "CarefulBasket")
    static class Basket {

        @Id
        private Long id;

        @ManyToOne
        private Account account;
    }

    interface BasketRepository extends JpaRepository<Basket, Long> {

        Optional<Basket> findByAccountEmail(String email);
    }

    static class Answer {

        private String message = "";

        public String getMessage() {
            return message;
        }

        public void setMessage(String message) {
            this.message = message;
        }
    }

    interface AccountRepository extends JpaRepository<Account, String> {

        boolean existsByEmail(String email);

        Optional<Account> findByEmail(String email);
    }

    record Login(String email, String password) {}

    record Details(Account account) implements UserDetails {

        @Override
        public Collection<? extends GrantedAuthority> getAuthorities() {
            return List.of();
        }

        @Override
        public String getPassword() {
            return account.getPassword();
        }

        @Override
        public String getUsername() {
            return account.getEmail();
        }

        @Override
        public boolean isEnabled() {
            return account.isEnabled();
        }
    }

    static class Users implements UserDetailsService {

        private final AccountRepository accounts;

        Users(AccountRepository accounts) {
            this.accounts = accounts;
        }

        @Override
        public UserDetails loadUserByUsername(String username) {
            return accounts.findByEmail(username).map(Details::new).orElseThrow();
        }
    }

    static class Tokens {

        private final SecretKey key =
                new SecretKeySpec("test-value-of-32-bytes-or-more-00".getBytes(StandardCharsets.UTF_8), "HmacSHA256");

        String login(String email) {
            return sign(Map.of(), email, 900);
        }

        String generateRefreshToken(String email) {
            return sign(Map.of("use", "refresh"), email, 900_000);
        }

        private String sign(Map<String, String> claims, String email, long seconds) {
            return Jwts.builder()
                    .claims(claims)
                    .subject(email)
                    .expiration(Date.from(Instant.now().plusSeconds(seconds)))
                    .signWith(key)
                    .compact();
        }

        String read(String token) {
            Claims claims = Jwts.parser()
                    .verifyWith(key)
                    .build()
                    .parseSignedClaims(token)
                    .getPayload();
            if ("refresh".equals(claims.get("use"))) {
                throw new IllegalArgumentException("This token renews a login, and is none");
            }
            return claims.getSubject();
        }
    }

    static class TokenFilter extends OncePerRequestFilter {

        private final Tokens tokens;

        private final Users users;

        TokenFilter(Tokens tokens, Users users) {
            this.tokens = tokens;
            this.users = users;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String header = request.getHeader("Authorization");
            if (header != null) {
                UserDetails user = users.loadUserByUsername(tokens.read(header.substring(7)));
                SecurityContextHolder.getContext()
                        .setAuthentication(new UsernamePasswordAuthenticationToken(user, null, user.getAuthorities()));
            }
            chain.doFilter(request, response);
        }
    }

    static class Accounts {

        private final AccountRepository accounts;

        Accounts(AccountRepository accounts) {
            this.accounts = accounts;
        }

        /** Whoever has an account hears of it by mail. */
        void add(Login login) {
            if (!isMailAddress(login.email())) {
                throw new IllegalArgumentException("This is no address");
            }
            if (!accounts.existsByEmail(login.email())) {
                Account account = new Account();
                account.setEmail(login.email());
                accounts.save(account);
            }
        }

        private static boolean isMailAddress(String address) {
            return address.contains("@");
        }

        void check(Login login) {
            Account account =
                    accounts.findByEmail(login.email()).orElseThrow(() -> new IllegalStateException("Invalid login"));
            if (!new BCryptPasswordEncoder().matches(login.password(), account.getPassword())) {
                throw new IllegalStateException("Invalid login");
            }
        }

        Answer count() {
            Answer answer = new Answer();
            try {
                answer.setMessage("There are " + accounts.count());
            } catch (RuntimeException ex) {
                answer.setMessage("Nobody knows");
            }
            return answer;
        }

        void invite(String email) {
            accounts.findByEmail(email).ifPresent(account -> account.setEnabled(true));
        }
    }

    @RestController
    static class PasswordResetPages {

        private final Accounts accounts;

        PasswordResetPages(Accounts accounts) {
            this.accounts = accounts;
        }

        @PostMapping("/auth/link")
        void link(@RequestBody String email) {
            accounts.invite(email);
        }
    }

    @RestController
    static class Pages {

        private final Accounts accounts;

        private final AccountRepository repository;

        private final BasketRepository baskets;

        private final Tokens tokens;

        Pages(Accounts accounts, AccountRepository repository, BasketRepository baskets, Tokens tokens) {
            this.accounts = accounts;
            this.baskets = baskets;
            this.repository = repository;
            this.tokens = tokens;
        }

        @PostMapping("/auth/signup")
        void signUp(@RequestBody Login login) {
            accounts.add(login);
        }

        @PostMapping("/auth/forgot-password")
        void forgot(@RequestBody String email) {
            accounts.invite(email);
        }

        /** Only who has logged in hears of others. */
        @PostMapping("/account/register")
        void register(@RequestBody Login login) {
            if (repository.existsByEmail(login.email())) {
                throw new IllegalStateException("There is one");
            }
        }

        @PostMapping("/auth/sign-in")
        ResponseEntity<Map<String, String>> signIn(@RequestBody Login login) {
            Map<String, String> answer = new HashMap<>();
            try {
                accounts.check(login);
                return ResponseEntity.ok(answer);
            } catch (IllegalStateException ex) {
                answer.put("error", ex.getMessage());
                return ResponseEntity.status(401).body(answer);
            }
        }

        @GetMapping("/accounts/number")
        Answer number() {
            return accounts.count();
        }

        @DeleteMapping("/baskets/{accountId}/things")
        void empty(@PathVariable String accountId, Principal caller) {
            if (caller.getName().equals(accountId)) {
                baskets.findByAccountEmail(accountId).ifPresent(baskets::delete);
            }
        }

        @PostMapping("/auth/login")
        List<String> login(@RequestBody Login login) {
            return List.of(tokens.login(login.email()), tokens.generateRefreshToken(login.email()));
        }
    }
}
