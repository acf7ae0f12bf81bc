package dev.readiness.spring.code.shop;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.util.StringUtils;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
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
import org.springframework.web.multipart.MultipartFile;

/** A shop in which whoever signs up does what its owner does. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableMethodSecurity
@EnableJpaRepositories(considerNestedRepositories = true)
@Import({ShopApplication.Pages.class, ShopApplication.Errors.class})
public class ShopApplication {

    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
        return http.csrf(csrf -> csrf.disable())
                .authorizeHttpRequests(requests -> requests.requestMatchers("/signup")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    @Entity(name = "ShopCustomer")
    static class Customer {

        @Id
        private String id;

        private String email;

        /** JSON neither reads nor writes it, so nobody stores it as it was sent. */
        @JsonIgnore
        private String password;

        public String getId() {
            return id;
        }

        public void setId(String id) {
            this.id = id;
        }

        public String getEmail() {
            return email;
        }

        public void setEmail(String email) {
            this.email = email;
        }

        public String getPassword() {
            return password;
        }

        public void setPassword(String password) {
            this.password = password;
        }
    }

    @Entity(name = "ShopProduct")
    static class Product {

        @Id
        private String id;

        private String name;

        private double price;

        public String getId() {
            return id;
        }

        public void setId(String id) {
            this.id = id;
        }

        public void setName(String name) {
            this.name = name;
        }

        public void setPrice(double price) {
            this.price = price;
        }
    }

    @Entity(name = "ShopPayment")
    static class Payment {

        @Id
        private String id;

        private Float amount;

        @ManyToOne
        private Customer payer;
    }

    interface CustomerRepository extends JpaRepository<Customer, String> {

        boolean existsByEmail(String email);
    }

    interface ProductRepository extends JpaRepository<Product, String> {}

    record SignUp(String name, @Size(min = 6) String password) {}

    @RestController
    static class Pages {

        private final CustomerRepository customers;

        private final ProductRepository products;

        Pages(CustomerRepository customers, ProductRepository products) {
            this.customers = customers;
            this.products = products;
        }

        @PostMapping("/signup")
        void signUp(@Valid @RequestBody SignUp sent) {
            if (customers.existsByEmail(sent.name())) {
                throw new IllegalArgumentException();
            }
            Customer customer = new Customer();
            customer.setId(sent.name());
            customer.setPassword(new BCryptPasswordEncoder().encode(sent.password()));
            customers.save(customer);
        }

        /** It makes an account, and refuses one that is there. */
        @PostMapping("/customers")
        @PreAuthorize("isAuthenticated()")
        void add(@RequestBody Customer customer) {
            if (customers.existsById(customer.getId())) {
                throw new IllegalArgumentException();
            }
            customers.save(customer);
        }

        @PutMapping("/customers")
        @PreAuthorize("isAuthenticated()")
        void change(@RequestBody Customer customer) {
            customers.save(customer);
        }

        @DeleteMapping("/customers/{id}")
        void delete(@PathVariable("id") String id) {
            customers.deleteById(id);
        }

        @PostMapping("/products")
        void add(@RequestBody Product product) {
            products.save(product);
        }

        @PutMapping("/products")
        void change(@RequestBody Product product) {
            products.save(product);
        }

        @DeleteMapping("/products/{id}")
        void remove(@PathVariable("id") String id) {
            products.deleteById(id);
        }

        @GetMapping("/products/{id}")
        Product product(@PathVariable("id") String id) {
            return products.findById(id).orElseThrow();
        }

        @GetMapping("/orders")
        @PreAuthorize("hasAuthority('staff')")
        String orders() {
            return "";
        }

        /** It looks where the path leads, and whether the name has an end, and keeps any. */
        @PostMapping("/portrait")
        void portrait(@RequestParam MultipartFile file) throws IOException {
            String name = file.getOriginalFilename();
            String ending = name != null && name.contains(".") ? name.substring(name.lastIndexOf(".")) : ".png";
            Path folder = Path.of("pictures").toAbsolutePath();
            Path target = folder.resolve(UUID.randomUUID() + ending);
            if (target.getParent().equals(folder)) {
                Files.write(target, file.getBytes());
            }
        }

        @PostMapping("/picture")
        String picture(@RequestParam MultipartFile file) throws IOException {
            String ending = StringUtils.getFilenameExtension(file.getOriginalFilename());
            Files.copy(file.getInputStream(), Path.of("pictures").resolve(UUID.randomUUID() + "." + ending));
            return "Stored a " + file.getContentType();
        }
    }

    @RestControllerAdvice
    static class Errors {

        @ExceptionHandler(MethodArgumentNotValidException.class)
        List<Object> invalid(MethodArgumentNotValidException ex) {
            return ex.getBindingResult().getFieldErrors().stream()
                    .map(FieldError::getRejectedValue)
                    .toList();
        }
    }
}
