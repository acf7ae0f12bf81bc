package dev.readiness.spring.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.AssessedEndpoint;
import dev.readiness.spring.assessment.AssessmentAutoConfiguration;
import dev.readiness.spring.assessment.HardeningReport;
import dev.readiness.spring.assessment.MvcInventoryAutoConfiguration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

class InitBinderReviewTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DispatcherServletAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    MvcInventoryAutoConfiguration.class,
                    AssessmentAutoConfiguration.class,
                    ValidationReportAutoConfiguration.class))
            .withBean(LocalValidatorFactoryBean.class)
            .withUserConfiguration(Application.class);

    @ParameterizedTest
    @CsvSource({
        "/checked, ENFORCED",
        "/partly, ENFORCED",
        "/body, ENFORCED",
        "/unmarked, NONE",
        "/other, NOMINAL",
        "/formatted, NOMINAL",
        "/sometimes, UNKNOWN"
    })
    void aValidatorThatAnInitBinderAddsCounts(String path, InputCheck check) {
        runner.run(context -> {
            Optional<List<ParameterReview>> found =
                    context.getBean(HardeningReport.class).assessment().endpoints().stream()
                            .map(AssessedEndpoint::endpoint)
                            .filter(endpoint -> endpoint.path().equals(path))
                            .findFirst()
                            .flatMap(context.getBean(EndpointReviews.class));

            assertThat(found).map(HandlerReview::worstOf).contains(check);
        });
    }

    @Configuration(proxyBeanMethods = false)
    @Import({CheckedController.class, FormattingController.class, CarefulController.class})
    static class Application {}

    static class Pet {

        private String name;

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }
    }

    static class Owner {

        @NotBlank
        private String name;

        private String phone;

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public String getPhone() {
            return phone;
        }

        public void setPhone(String phone) {
            this.phone = phone;
        }
    }

    static class PetOrOwnerValidator implements Validator {

        @Override
        public boolean supports(Class<?> type) {
            return type == Pet.class || type == Owner.class;
        }

        @Override
        public void validate(Object target, Errors errors) {
            errors.rejectValue("name", "required");
        }
    }

    @RestController
    static class CheckedController {

        @InitBinder({"pet", "owner"})
        void addValidator(WebDataBinder binder) {
            binder.addValidators(new PetOrOwnerValidator());
        }

        @PostMapping("/checked")
        void checked(@Valid Pet pet) {}

        @PostMapping("/partly")
        void partly(@Valid Owner owner) {}

        @PostMapping("/body")
        void body(@Valid @RequestBody Pet pet) {}

        @PostMapping("/unmarked")
        void unmarked(Pet pet) {}
    }

    @RestController
    static class FormattingController {

        @InitBinder
        void keepTheIdentityOut(WebDataBinder binder) {
            binder.setDisallowedFields("id");
        }

        @PostMapping("/formatted")
        void formatted(@Valid Pet pet) {}

        @PostMapping("/other")
        void other(@Valid @RequestBody Pet pet) {}
    }

    @RestController
    static class CarefulController {

        @InitBinder
        void addValidatorToPets(WebDataBinder binder) {
            if (binder.getTarget() instanceof Pet) {
                binder.addValidators(new PetOrOwnerValidator());
            }
        }

        @PostMapping("/sometimes")
        void sometimes(@Valid Pet pet) {}
    }
}
