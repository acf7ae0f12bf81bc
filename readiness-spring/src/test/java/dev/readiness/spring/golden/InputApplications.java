package dev.readiness.spring.golden;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Traps of input and output: checks that do not run, checks that do, and rows that come in and go out as they are. */
final class InputApplications {

    private InputApplications() {}

    static List<GoldenApplication> all() {
        return List.of(
                GoldenApplication.of("validation-in-name-only", NominalValidation.class),
                GoldenApplication.of("validator-of-an-init-binder", BinderValidation.class),
                GoldenApplication.of("entities-in-and-out", Entities.class),
                GoldenApplication.of("roles-for-everybody", RolesForEverybody.class),
                GoldenApplication.of("roles-given-by-staff", RolesGivenByStaff.class));
    }

    /** {@code @Valid} without constraints, constraints without {@code @Valid}, a body without a type, and a good one. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({NominalValidation.Visits.class, AccessApplications.PermitsAll.class})
    static class NominalValidation {

        record Free(String reason) {}

        record Constrained(@NotBlank @Size(max = 200) String reason) {}

        @RestController
        static class Visits {

            @PostMapping("/valid-without-constraints")
            void first(@Valid @RequestBody Free visit) {}

            @PostMapping("/constraints-without-valid")
            void second(@RequestBody Constrained visit) {}

            @PostMapping("/anything")
            void third(@RequestBody Map<String, Object> visit) {}

            @PostMapping("/many")
            void fourth(@Valid @RequestBody List<Constrained> visits) {}

            @PostMapping("/good")
            void fifth(@Valid @RequestBody Constrained visit) {}
        }
    }

    /** A validator of Spring's own kind checks the form, without a constraint in sight. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({BinderValidation.Visits.class, AccessApplications.PermitsAll.class})
    static class BinderValidation {

        static class Visit {

            private int number;

            public int getNumber() {
                return number;
            }

            public void setNumber(int number) {
                this.number = number;
            }
        }

        @RestController
        static class Visits {

            @InitBinder
            void check(WebDataBinder binder) {
                binder.setValidator(new VisitValidator());
            }

            @PostMapping("/form")
            void book(@Valid Visit visit) {}
        }

        private static final class VisitValidator implements Validator {

            @Override
            public boolean supports(Class<?> type) {
                return type == Visit.class;
            }

            @Override
            public void validate(Object target, Errors errors) {
                if (((Visit) target).getNumber() < 1) {
                    errors.reject("number");
                }
            }
        }
    }

    /** The row of a member comes in with its role and goes out with its password. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({Entities.Members.class, AccessApplications.PermitsAll.class})
    static class Entities {

        @Entity
        static class Member {

            @Id
            private Long id;

            @NotBlank
            @Size(max = 50)
            private String role;

            @NotBlank
            @Size(max = 100)
            private String passwordHash;

            public Long getId() {
                return id;
            }

            public String getRole() {
                return role;
            }

            public void setRole(String role) {
                this.role = role;
            }

            public String getPasswordHash() {
                return passwordHash;
            }

            public void setPasswordHash(String passwordHash) {
                this.passwordHash = passwordHash;
            }
        }

        record Shown(Long id) {}

        @RestController
        static class Members {

            private final List<Member> members = new CopyOnWriteArrayList<>();

            @PostMapping("/members")
            Shown create(@Valid @RequestBody Member member) {
                members.add(member);
                return new Shown(member.getId());
            }

            @GetMapping("/members/first")
            Member first() {
                return new Member();
            }

            @GetMapping("/members")
            List<Shown> all() {
                return List.of();
            }
        }
    }

    /** Whoever signs up says which role the account has, and gets the password back. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({Accounts.class, AccessApplications.PermitsAll.class})
    static class RolesForEverybody {}

    /** The same for people who have logged in, who may well say it. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({Accounts.class, SafeguardApplications.Strict.class})
    static class RolesGivenByStaff {}

    record NewAccount(
            @NotBlank @Size(max = 50) String name,
            @NotBlank @Size(max = 50) String password,
            @NotBlank @Size(max = 50) String role) {}

    /** A role that is a job, and no account. */
    record Applicant(
            @NotBlank @Size(max = 50) String name,
            @NotBlank @Size(max = 50) String role) {}

    static class MadeAccount {

        public String getName() {
            return "";
        }

        public String getPassword() {
            return "";
        }
    }

    @RestController
    static class Accounts {

        @PostMapping("/accounts")
        MadeAccount make(@Valid @RequestBody NewAccount account) {
            return new MadeAccount();
        }

        @PostMapping("/applicants")
        void apply(@Valid @RequestBody Applicant applicant) {}
    }
}
