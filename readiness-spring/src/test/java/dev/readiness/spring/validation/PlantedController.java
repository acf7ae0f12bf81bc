package dev.readiness.spring.validation;

import static dev.readiness.spring.validation.InputCheck.ENFORCED;
import static dev.readiness.spring.validation.InputCheck.NOMINAL;
import static dev.readiness.spring.validation.InputCheck.NONE;
import static dev.readiness.spring.validation.InputCheck.NO_INPUT;
import static dev.readiness.spring.validation.InputCheck.PARTIAL;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.io.InputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpEntity;
import org.springframework.http.RequestEntity;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;

/** Takes input in every way, each with the verdict that a careful reader comes to. */
@RestController
class PlantedController {

    /** What is true of the parameters of a method, and which places are to be named. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface Truth {

        InputCheck value();

        String[] gaps() default {};
    }

    enum Kind {
        A,
        B
    }

    record Bare(String text) {}

    record Typed(int count, LocalDate day, Kind kind, UUID id, Boolean flag) {}

    record Good(
            @NotBlank @Size(max = 100) String text,
            @Positive int count,
            LocalDate day) {}

    record Unbounded(@NotBlank String text) {}

    record HalfChecked(@NotBlank @Size(max = 9) String first, String second) {}

    record Outer(@NotNull Good inner) {}

    record OuterCascaded(@NotNull @Valid Good inner) {}

    record Tags(@Size(max = 9) List<@Size(max = 9) String> tags) {}

    record UnboundedTags(List<@Size(max = 9) String> tags) {}

    record UncheckedTags(@Size(max = 9) List<String> tags) {}

    record Items(@Size(max = 9) List<@Valid Good> items) {}

    record Labels(@Size(max = 9) Map<String, @Size(max = 9) String> labels) {}

    record Matched(@Pattern(regexp = "[+*]?\\d{1,15}") String phone) {}

    record LooselyMatched(@Pattern(regexp = "\\+?\\d+") String phone) {}

    record Mail(@Email String mail) {}

    record Own(@Slug String slug) {}

    record Maybe(Optional<@Size(max = 9) String> text) {}

    record Tree(@Size(max = 9) String name, @Valid Tree left) {}

    record OuterTyped(Typed inner) {}

    record Branch(@Size(max = 9) String name, Branch next) {}

    record Forest(Branch first, Branch second) {}

    static class Form {

        @Size(max = 9)
        private String name;

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.FIELD, ElementType.PARAMETER})
    @Constraint(validatedBy = SlugValidator.class)
    @interface Slug {

        String message() default "must be a slug";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    static class SlugValidator implements ConstraintValidator<Slug, String> {

        @Override
        public boolean isValid(String value, ConstraintValidatorContext context) {
            return value == null || value.length() < 9;
        }
    }

    @Truth(value = NONE, gaps = "`Bare.text`")
    @PostMapping("/body-without-anything")
    void bodyWithoutAnything(@RequestBody Bare body) {}

    @Truth(value = NOMINAL, gaps = "`Bare.text`")
    @PostMapping("/valid-without-constraints")
    void validWithoutConstraints(@Valid @RequestBody Bare body) {}

    @Truth(NOMINAL)
    @PostMapping("/constraints-without-valid")
    void constraintsWithoutValid(@RequestBody Good body) {}

    @Truth(ENFORCED)
    @PostMapping("/good")
    void good(@Valid @RequestBody Good body) {}

    @Truth(ENFORCED)
    @PostMapping("/validated")
    void validated(@Validated @RequestBody Good body) {}

    @Truth(ENFORCED)
    @PostMapping("/typed-only")
    void typedOnly(@RequestBody Typed body) {}

    @Truth(value = PARTIAL, gaps = "`Unbounded.text`")
    @PostMapping("/unbounded")
    void unbounded(@Valid @RequestBody Unbounded body) {}

    @Truth(value = PARTIAL, gaps = "`HalfChecked.second`")
    @PostMapping("/half")
    void half(@Valid @RequestBody HalfChecked body) {}

    @Truth(value = PARTIAL, gaps = "`Outer.inner`")
    @PostMapping("/nested-without-valid")
    void nestedWithoutValid(@Valid @RequestBody Outer body) {}

    @Truth(ENFORCED)
    @PostMapping("/nested")
    void nested(@Valid @RequestBody OuterCascaded body) {}

    @Truth(ENFORCED)
    @PostMapping("/nested-typed")
    void nestedTyped(@RequestBody OuterTyped body) {}

    @Truth(value = NOMINAL, gaps = "`Forest.first`")
    @PostMapping("/forest")
    void forest(@Valid @RequestBody Forest body) {}

    @Truth(ENFORCED)
    @PostMapping("/tags")
    void tags(@Valid @RequestBody Tags body) {}

    @Truth(value = PARTIAL, gaps = "`UnboundedTags.tags`")
    @PostMapping("/unbounded-tags")
    void unboundedTags(@Valid @RequestBody UnboundedTags body) {}

    @Truth(value = PARTIAL, gaps = "the elements of `UncheckedTags.tags`")
    @PostMapping("/unchecked-tags")
    void uncheckedTags(@Valid @RequestBody UncheckedTags body) {}

    @Truth(ENFORCED)
    @PostMapping("/items")
    void items(@Valid @RequestBody Items body) {}

    @Truth(ENFORCED)
    @PostMapping("/labels")
    void labels(@Valid @RequestBody Labels body) {}

    @Truth(ENFORCED)
    @PostMapping("/matched")
    void matched(@Valid @RequestBody Matched body) {}

    @Truth(value = PARTIAL, gaps = "`LooselyMatched.phone`")
    @PostMapping("/loosely-matched")
    void looselyMatched(@Valid @RequestBody LooselyMatched body) {}

    @Truth(ENFORCED)
    @PostMapping("/mail")
    void mail(@Valid @RequestBody Mail body) {}

    @Truth(ENFORCED)
    @PostMapping("/own-constraint")
    void ownConstraint(@Valid @RequestBody Own body) {}

    @Truth(ENFORCED)
    @PostMapping("/maybe")
    void maybe(@Valid @RequestBody Maybe body) {}

    @Truth(ENFORCED)
    @PostMapping("/tree")
    void tree(@Valid @RequestBody Tree body) {}

    @Truth(
            value = NOMINAL,
            gaps = {"the elements of the parameter `body`", "the parameter `body`"})
    @PostMapping("/list-without-valid")
    void listWithoutValid(@RequestBody List<Good> body) {}

    @Truth(value = PARTIAL, gaps = "the parameter `body`")
    @PostMapping("/list-of-valid")
    void listOfValid(@RequestBody List<@Valid Good> body) {}

    @Truth(ENFORCED)
    @PostMapping("/bounded-list-of-valid")
    void boundedListOfValid(@RequestBody @Size(max = 9) List<@Valid Good> body) {}

    @Truth(value = PARTIAL, gaps = "the parameter `body`")
    @PostMapping("/valid-list")
    void validList(@Valid @RequestBody List<Good> body) {}

    @Truth(value = NONE, gaps = "the parameter `body`")
    @PostMapping("/text-body")
    void textBody(@RequestBody String body) {}

    @Truth(ENFORCED)
    @PostMapping("/bounded-text-body")
    void boundedTextBody(@RequestBody @Size(max = 9) String body) {}

    @Truth(value = NONE, gaps = "the parameter `body`")
    @PostMapping("/bytes")
    void bytes(@RequestBody byte[] body) {}

    @Truth(
            value = NONE,
            gaps = {"the elements of the parameter `body`", "the parameter `body`"})
    @PostMapping("/map")
    void map(@RequestBody Map<String, Object> body) {}

    @Truth(value = NONE, gaps = "the parameter `body`")
    @PostMapping("/json")
    void json(@RequestBody JsonNode body) {}

    @Truth(NONE)
    @PostMapping("/http-entity")
    void httpEntity(HttpEntity<Good> entity) {}

    @Truth(NO_INPUT)
    @PostMapping("/entity-without-body")
    void entityWithoutBody(RequestEntity<Void> entity) {}

    @Truth(NONE)
    @PostMapping("/stream")
    void stream(InputStream body) {}

    @Truth(value = NONE, gaps = "the parameter `q`")
    @PostMapping("/param")
    void param(@RequestParam String q) {}

    @Truth(value = NONE, gaps = "the parameter `q`")
    @PostMapping("/implicit-param")
    void implicitParam(String q) {}

    @Truth(ENFORCED)
    @PostMapping("/bounded-param")
    void boundedParam(@RequestParam @Size(max = 9) String q) {}

    @Truth(value = PARTIAL, gaps = "the parameter `q`")
    @PostMapping("/unbounded-param")
    void unboundedParam(@RequestParam @NotBlank String q) {}

    @Truth(ENFORCED)
    @PostMapping("/typed-params")
    void typedParams(@RequestParam int page, @RequestParam Kind kind, @RequestParam Optional<LocalDate> day) {}

    @Truth(ENFORCED)
    @PostMapping("/max-param")
    void maxParam(@RequestParam @Max(100) int size) {}

    @Truth(value = NONE, gaps = "the parameter `ids`")
    @PostMapping("/ids")
    void ids(@RequestParam List<Long> ids) {}

    @Truth(NONE)
    @PostMapping("/param-map")
    void paramMap(@RequestParam Map<String, String> all) {}

    @Truth(ENFORCED)
    @PostMapping("/path/{id}")
    void path(@PathVariable long id) {}

    @Truth(value = NONE, gaps = "the parameter `name`")
    @PostMapping("/text-path/{name}")
    void textPath(@PathVariable String name) {}

    @Truth(value = NONE, gaps = "the parameter `id`")
    @PostMapping("/text-id/{id}")
    void textId(@PathVariable String id) {}

    @Truth(value = NONE, gaps = "the parameter `key`")
    @PostMapping("/text-id-of-another-name/{order-id}")
    void textIdOfAnotherName(@PathVariable("order-id") String key) {}

    @Truth(ENFORCED)
    @PostMapping("/bounded-path/{name}")
    void boundedPath(@PathVariable @Pattern(regexp = "[a-z]{1,9}") String name) {}

    @Truth(value = NONE, gaps = "the parameter `tenant`")
    @PostMapping("/header")
    void header(@RequestHeader String tenant) {}

    @Truth(value = NONE, gaps = "the parameter `theme`")
    @PostMapping("/cookie")
    void cookie(@CookieValue String theme) {}

    @Truth(NOMINAL)
    @PostMapping("/model")
    void model(@ModelAttribute Form form) {}

    @Truth(NOMINAL)
    @PostMapping("/implicit-model")
    void implicitModel(Form form) {}

    @Truth(ENFORCED)
    @PostMapping("/valid-model")
    void validModel(@Valid @ModelAttribute Form form, BindingResult result) {}

    @Truth(ENFORCED)
    @PostMapping("/part")
    void part(@Valid @RequestPart Good meta, @RequestPart MultipartFile file) {}

    @Truth(NOMINAL)
    @PostMapping("/part-without-valid")
    void partWithoutValid(@RequestPart Good meta) {}

    @Truth(NO_INPUT)
    @PostMapping("/injected")
    void injected(
            Principal principal,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model,
            @RequestAttribute String attribute) {}

    @Truth(value = NONE, gaps = "the parameter `tenant`")
    @PostMapping("/worst-of-two")
    void worstOfTwo(@Valid @RequestBody Good body, @RequestHeader String tenant) {}
}
