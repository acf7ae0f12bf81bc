package dev.readiness.spring.security;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.annotation.Secured;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AnnotationTemplateExpressionDefaults;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.expression.WebExpressionAuthorizationManager;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;

/** An application with every kind of rule that Spring Security has, and a user for each authority that they name. */
final class PlantedRoles {

    static final String REACHED = "reached the handler";

    static final String PASSWORD = "test-plum-63";

    private PlantedRoles() {}

    @Target({ElementType.METHOD, ElementType.TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @PreAuthorize("hasAuthority('SCOPE_rooms:{action}')")
    @interface Rooms {
        String action();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @EnableMethodSecurity(securedEnabled = true, jsr250Enabled = true)
    @Import({Planted.class, Methods.class, OnTheClass.class})
    static class Application {

        @Bean
        static RoleHierarchy roles() {
            return RoleHierarchyImpl.fromHierarchy("ROLE_CHIEF > ROLE_CLERK");
        }

        @Bean
        static AnnotationTemplateExpressionDefaults templates() {
            return new AnnotationTemplateExpressionDefaults();
        }

        @Bean
        Desk desk() {
            return new Desk();
        }

        @Bean
        UserDetailsService users() {
            List<UserDetails> users = new ArrayList<>();
            users.add(user("any user", "NO_SUCH_THING"));
            for (String name : List.of(
                    "ROLE_ADMIN",
                    "ROLE_AUDITOR",
                    "ROLE_CHIEF",
                    "ROLE_CLERK",
                    "ROLE_OWNER",
                    "ROLE_TESTER",
                    "SCOPE_rooms:read",
                    "SCOPE_rooms:write")) {
                users.add(user(name, name));
            }
            // Only the reading of it: the manager itself would hash a password at the first login, and each request pay
            // for it.
            return new InMemoryUserDetailsManager(users)::loadUserByUsername;
        }

        private static UserDetails user(String name, String authority) {
            return User.withUsername(name.replaceAll("[^A-Za-z_]", "-"))
                    .password("{noop}" + PASSWORD)
                    .authorities(authority)
                    .build();
        }

        @Bean
        @Order(1)
        SecurityFilterChain filtered(HttpSecurity http) {
            return http.securityMatcher("/filtered/**")
                    .addFilterBefore(new TokenFilter(), AuthorizationFilter.class)
                    .authorizeHttpRequests(requests -> requests.anyRequest().hasRole("CLERK"))
                    .httpBasic(Customizer.withDefaults())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain behind(HttpSecurity http) {
            return http.securityMatcher("/behind/**")
                    .addFilterAfter(new OnlyClerks(), AuthorizationFilter.class)
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }

        @Bean
        @Order(3)
        SecurityFilterChain rest(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                    "/open/**", "/method/**", "/class/**")
                            .permitAll()
                            .requestMatchers("/never")
                            .denyAll()
                            .requestMatchers("/users")
                            .authenticated()
                            .requestMatchers(at("/by-header", new RequestHeaderRequestMatcher("X-Open")))
                            .permitAll()
                            .requestMatchers("/by-header")
                            .hasRole("ADMIN")
                            .requestMatchers(HttpMethod.POST, "/rooms")
                            .hasAuthority("SCOPE_rooms:write")
                            .requestMatchers("/rooms")
                            .hasAnyAuthority("SCOPE_rooms:read", "SCOPE_rooms:write")
                            .requestMatchers("/both")
                            .hasAllAuthorities("ROLE_ADMIN", "ROLE_AUDITOR")
                            .requestMatchers("/either")
                            .access(AuthorizationManagers.anyOf(
                                    AuthorityAuthorizationManager.hasRole("OWNER"),
                                    AuthorityAuthorizationManager.hasRole("ADMIN")))
                            .requestMatchers("/not")
                            .access(AuthorizationManagers.not(AuthorityAuthorizationManager.hasRole("TESTER")))
                            .requestMatchers("/hierarchy")
                            .hasRole("CLERK")
                            .requestMatchers("/expression")
                            .access(new WebExpressionAuthorizationManager("hasRole('ADMIN') or hasAnyRole('AUDITOR')"))
                            .requestMatchers("/custom/lambda")
                            .access((caller, call) -> new AuthorizationDecision(
                                    caller.get().getName().startsWith("ROLE_ADMIN")))
                            .requestMatchers("/custom/expression")
                            .access(new WebExpressionAuthorizationManager(
                                    "hasRole('ADMIN') and request.method == 'PUT'"))
                            .requestMatchers("/custom/network")
                            .access(new WebExpressionAuthorizationManager("hasIpAddress('192.0.2.0/24')"))
                            .requestMatchers(at("/by-address", new IpAddressMatcher("192.0.2.0/24")))
                            .permitAll()
                            .requestMatchers("/by-address")
                            .hasRole("ADMIN")
                            .anyRequest()
                            .denyAll())
                    .httpBasic(Customizer.withDefaults())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }
    }

    private static RequestMatcher at(String path, RequestMatcher and) {
        return new AndRequestMatcher(PathPatternRequestMatcher.withDefaults().matcher(path), and);
    }

    static class Desk {
        public boolean isOpen() {
            return false;
        }
    }

    /** Refuses a request without credentials by itself, as home-made filters do. */
    static class TokenFilter extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (request.getHeader("Authorization") == null) {
                response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            } else {
                chain.doFilter(request, response);
            }
        }
    }

    /** Looks at roles behind the rules. */
    static class OnlyClerks extends OncePerRequestFilter {

        static final List<String> SEEN = new CopyOnWriteArrayList<>();

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            String caller = String.valueOf(
                    SecurityContextHolder.getContext().getAuthentication().getName());
            SEEN.add(caller);
            if (caller.equals("ROLE_CLERK")) {
                chain.doFilter(request, response);
            } else {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
            }
        }
    }

    @RestController
    static class Planted {

        @GetMapping({
            "/open/list",
            "/never",
            "/users",
            "/by-header",
            "/rooms",
            "/both",
            "/either",
            "/not",
            "/hierarchy",
            "/expression",
            "/custom/lambda",
            "/custom/expression",
            "/custom/network",
            "/by-address",
            "/anything/else",
            "/filtered/first",
            "/behind/second"
        })
        String read() {
            return REACHED;
        }

        @PostMapping({"/rooms", "/open/list"})
        String write() {
            return REACHED;
        }
    }

    @RestController
    static class Methods {

        @GetMapping("/method/secured")
        @Secured("ROLE_AUDITOR")
        public String secured() {
            return REACHED;
        }

        @GetMapping("/method/allowed")
        @RolesAllowed({"ADMIN", "AUDITOR"})
        public String allowed() {
            return REACHED;
        }

        @GetMapping("/method/none")
        @DenyAll
        public String none() {
            return REACHED;
        }

        @GetMapping("/method/rooms")
        @Rooms(action = "read")
        public String rooms() {
            return REACHED;
        }

        @GetMapping("/method/hierarchy")
        @PreAuthorize("hasRole('CLERK')")
        public String hierarchy() {
            return REACHED;
        }

        @GetMapping("/method/blocked")
        @PreAuthorize("isAuthenticated() and !hasRole('TESTER')")
        public String blocked() {
            return REACHED;
        }

        @GetMapping("/method/own/{id}")
        @PreAuthorize("#id == authentication.name")
        public String own(@PathVariable("id") String id) {
            return REACHED;
        }

        @GetMapping("/method/bean")
        @PreAuthorize("@desk.isOpen()")
        public String bean() {
            return REACHED;
        }

        @GetMapping("/method/result")
        @PostAuthorize("returnObject == 'x' or hasRole('ADMIN')")
        public String result() {
            return REACHED;
        }
    }

    @RestController
    @PreAuthorize("hasRole('AUDITOR')")
    static class OnTheClass {

        @GetMapping("/class/inherited")
        public String inherited() {
            return REACHED;
        }

        @GetMapping("/class/overridden")
        @PreAuthorize("permitAll()")
        public String overridden() {
            return REACHED;
        }
    }
}
