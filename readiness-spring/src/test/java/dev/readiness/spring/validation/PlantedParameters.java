package dev.readiness.spring.validation;

import static dev.readiness.spring.validation.InputCheck.ENFORCED;
import static dev.readiness.spring.validation.InputCheck.NOMINAL;
import static dev.readiness.spring.validation.InputCheck.NONE;
import static dev.readiness.spring.validation.InputCheck.NO_INPUT;
import static dev.readiness.spring.validation.InputCheck.PARTIAL;

import dev.readiness.spring.validation.PlantedTypes.*;
import dev.readiness.validation.constraints.CountryCode;
import dev.readiness.validation.constraints.FetchableUrl;
import dev.readiness.validation.constraints.FormulaSafe;
import dev.readiness.validation.constraints.Iban;
import dev.readiness.validation.constraints.SafeFileName;
import dev.readiness.validation.constraints.SafeText;
import dev.readiness.validation.constraints.ZoneName;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.ConvertGroup;
import java.io.Reader;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import org.hibernate.validator.constraints.CodePointLength;
import org.hibernate.validator.constraints.CreditCardNumber;
import org.hibernate.validator.constraints.ISBN;
import org.hibernate.validator.constraints.Length;
import org.hibernate.validator.constraints.Normalized;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.URL;
import org.springframework.http.HttpMethod;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.SessionAttribute;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.util.UriComponentsBuilder;

/** Takes input of every kind; of each parameter it says what a careful reader says. */
@RestController
class PlantedParameters {

    /** What is true of a parameter. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface Is {

        InputCheck value();
    }

    @PostMapping("/converted/{id}/{day}/{kind}")
    void converted(
            @Is(ENFORCED) @PathVariable UUID id,
            @Is(ENFORCED) @PathVariable LocalDate day,
            @Is(ENFORCED) @PathVariable PlantedTypes.Kind kind,
            @Is(ENFORCED) @RequestParam int page,
            @Is(ENFORCED) @RequestParam(required = false) Long after,
            @Is(ENFORCED) @RequestParam boolean deep,
            @Is(ENFORCED) @RequestParam BigDecimal price,
            @Is(ENFORCED) @RequestParam BigInteger serial,
            @Is(ENFORCED) @RequestParam Instant since,
            @Is(ENFORCED) @RequestParam OffsetDateTime until,
            @Is(ENFORCED) @RequestParam LocalTime time,
            @Is(ENFORCED) @RequestParam YearMonth month,
            @Is(ENFORCED) @RequestParam Duration wait,
            @Is(ENFORCED) @RequestParam ZoneId zone,
            @Is(ENFORCED) @RequestParam Date date,
            @Is(ENFORCED) @RequestParam Currency currency,
            @Is(ENFORCED) @RequestParam char letter,
            @Is(ENFORCED) @RequestParam Optional<Integer> size,
            @Is(ENFORCED) @RequestParam Optional<PlantedTypes.Kind> other,
            @Is(ENFORCED) @RequestHeader int version,
            @Is(ENFORCED) @RequestHeader("If-Modified-Since") Instant modified,
            @Is(ENFORCED) @CookieValue int seen) {}

    @PostMapping("/free/{name}")
    void free(
            @Is(NONE) @PathVariable String name,
            @Is(NONE) @RequestParam String q,
            @Is(NONE) @RequestParam(required = false) String sort,
            @Is(NONE) @RequestParam("x") String renamed,
            @Is(NONE) @RequestParam Optional<String> filter,
            @Is(NONE) @RequestParam List<String> tags,
            @Is(NONE) @RequestParam Set<Integer> ids,
            @Is(NONE) @RequestParam String[] words,
            @Is(NONE) @RequestParam long[] numbers,
            @Is(NONE) @RequestParam URI next,
            @Is(NONE) @RequestParam StringBuilder built,
            @Is(NONE) @RequestParam char[] letters,
            @Is(NONE) @RequestParam Map<String, String> all,
            @Is(NONE) @RequestHeader String tenant,
            @Is(NONE) @RequestHeader("User-Agent") Optional<String> agent,
            @Is(NONE) @RequestHeader List<String> accepts,
            @Is(NONE) @CookieValue String theme,
            @Is(NONE) @CookieValue(required = false) String basket,
            @Is(NONE) String implicit) {}

    @PostMapping("/bounded/{name}/{code}")
    void bounded(
            @Is(ENFORCED) @PathVariable @Size(max = 20) String name,
            @Is(ENFORCED) @PathVariable @Pattern(regexp = "[A-Z]{2,5}") String code,
            @Is(ENFORCED) @RequestParam @NotBlank @Size(max = 9) String q,
            @Is(ENFORCED) @RequestParam @Length(max = 9) String old,
            @Is(ENFORCED) @RequestParam @CodePointLength(max = 9) String emoji,
            @Is(ENFORCED) @RequestParam @Pattern(regexp = "asc|desc") String sort,
            @Is(ENFORCED) @RequestParam @Email String mail,
            @Is(ENFORCED) @RequestParam @CountryCode String country,
            @Is(ENFORCED) @RequestParam @Iban String iban,
            @Is(ENFORCED) @RequestParam @ZoneName String zone,
            @Is(ENFORCED) @RequestParam @SafeText @Size(max = 99) String safe,
            @Is(ENFORCED) @RequestParam @CreditCardNumber String card,
            @Is(ENFORCED) @RequestParam @ISBN String isbn,
            @Is(ENFORCED) @RequestParam @Composed String composed,
            @Is(ENFORCED) @RequestParam Optional<@Size(max = 9) String> filter,
            @Is(ENFORCED) @RequestParam @Size(max = 9) List<@Size(max = 9) String> tags,
            @Is(ENFORCED) @RequestParam @Size(max = 9) Set<Integer> ids,
            @Is(ENFORCED) @RequestParam @Size(max = 9) long[] numbers,
            @Is(ENFORCED) @RequestParam @Min(1) int page,
            @Is(ENFORCED) @RequestParam @Range(min = 1, max = 9) int size,
            @Is(ENFORCED) @RequestParam @Digits(integer = 5, fraction = 2) BigDecimal price,
            @Is(ENFORCED) @RequestParam @Past LocalDate born,
            @Is(ENFORCED) @RequestHeader @Size(max = 40) String tenant,
            @Is(ENFORCED) @CookieValue @Size(max = 40) String theme) {}

    @PostMapping("/half/{name}")
    void half(
            @Is(PARTIAL) @PathVariable @NotBlank String name,
            @Is(PARTIAL) @RequestParam @NotEmpty String q,
            @Is(PARTIAL) @RequestParam @NotNull String sort,
            @Is(PARTIAL) @RequestParam @Size(min = 3) String least,
            @Is(PARTIAL) @RequestParam @Pattern(regexp = ".*") String any,
            @Is(PARTIAL) @RequestParam @Pattern(regexp = "[a-z]+(-[a-z]+)*") String words,
            @Is(PARTIAL) @RequestParam @SafeText String safe,
            @Is(PARTIAL) @RequestParam @FormulaSafe String cell,
            @Is(PARTIAL) @RequestParam @Normalized String normal,
            @Is(PARTIAL) @RequestParam @URL String site,
            @Is(PARTIAL) @RequestParam @NotEmpty List<@Size(max = 9) String> tags,
            @Is(PARTIAL) @RequestParam @Size(max = 9) List<String> texts,
            @Is(PARTIAL) @RequestParam List<@Size(max = 9) String> many,
            @Is(PARTIAL) @RequestHeader @NotBlank String tenant,
            @Is(PARTIAL) @CookieValue @NotBlank String theme) {}

    @PostMapping("/given")
    void given(
            @Is(NO_INPUT) Principal principal,
            @Is(NO_INPUT) HttpServletRequest http,
            @Is(NO_INPUT) ServletRequest servlet,
            @Is(NO_INPUT) HttpSession session,
            @Is(NO_INPUT) WebRequest web,
            @Is(NO_INPUT) NativeWebRequest natively,
            @Is(NO_INPUT) HttpMethod method,
            @Is(NO_INPUT) Locale locale,
            @Is(NO_INPUT) TimeZone zone,
            @Is(NO_INPUT) Model model,
            @Is(NO_INPUT) UriComponentsBuilder uri,
            @Is(NO_INPUT) @RequestAttribute String attribute,
            @Is(NO_INPUT) @SessionAttribute String user) {}

    @PostMapping("/reader")
    void reader(@Is(NONE) Reader body) {}

    @PostMapping("/url")
    void url(
            @Is(ENFORCED) @RequestParam @FetchableUrl String url,
            @Is(ENFORCED) @RequestParam @SafeFileName String file) {}

    @PostMapping("/b1")
    void inherited(@Is(ENFORCED) @Valid @RequestBody Derived body) {}

    @PostMapping("/b2")
    void inheritedGap(@Is(PARTIAL) @Valid @RequestBody DerivedGap body) {}

    @PostMapping("/b3")
    void getters(@Is(ENFORCED) @Valid @RequestBody ByGetter body) {}

    @PostMapping("/b4")
    void generic(@Is(ENFORCED) @Valid @RequestBody Page<Small> body) {}

    @PostMapping("/b5")
    void arrays(@Is(ENFORCED) @Valid @RequestBody Arrays body) {}

    @PostMapping("/b6")
    void arrayGap(@Is(PARTIAL) @Valid @RequestBody ArrayGap body) {}

    @PostMapping("/b7")
    void numbersOnly(@Is(ENFORCED) @RequestBody NumbersOnly body) {}

    @PostMapping("/b8")
    void otherGroup(@Is(NOMINAL) @Valid @RequestBody OnlyOnCreate body) {}

    @PostMapping("/b9")
    void group(@Is(ENFORCED) @Validated(OnCreate.class) @RequestBody OnlyOnCreate body) {}

    @PostMapping("/b26")
    void convertedGroup(@Is(ENFORCED) @Valid @RequestBody Converting body) {}

    @PostMapping("/b27")
    void convertedElements(@Is(ENFORCED) @Valid @RequestBody ConvertingElements body) {}

    @PostMapping("/b28")
    void notConverted(@Is(PARTIAL) @Valid @RequestBody NotConverting body) {}

    @PostMapping("/b10")
    void deep(@Is(PARTIAL) @Valid @RequestBody Deep body) {}

    @PostMapping("/b11")
    void deepCascaded(@Is(ENFORCED) @Valid @RequestBody DeepCascaded body) {}

    @PostMapping("/b12")
    void mapOfLists(@Is(ENFORCED) @Valid @RequestBody MapOfLists body) {}

    @PostMapping("/b13")
    void mapOfObjects(@Is(PARTIAL) @Valid @RequestBody MapOfObjects body) {}

    @PostMapping("/b14")
    void address(@Is(PARTIAL) @Valid @RequestBody WithUri body) {}

    @PostMapping("/b15")
    void composed(@Is(ENFORCED) @Valid @RequestBody WithComposed body) {}

    @PostMapping("/b16")
    void empty(@Is(ENFORCED) @RequestBody Empty body) {}

    @PostMapping("/b17")
    void classConstraint(@Is(ENFORCED) @Valid @RequestBody WholeChecked body) {}

    @PostMapping("/b18")
    void optional(@Is(ENFORCED) @Valid @RequestBody Optional<Small> body) {}

    @PostMapping("/b19")
    void wrapped(@Is(NONE) @RequestBody Wrapper body) {}

    @PostMapping("/b20")
    void object(@Is(NONE) @RequestBody Object body) {}

    @PostMapping("/b21")
    void number(@Is(ENFORCED) @RequestBody long body) {}

    @PostMapping("/b22")
    void numbers(@Is(NONE) @RequestBody List<Integer> body) {}

    @PostMapping("/b23")
    void boundedNumbers(@Is(ENFORCED) @RequestBody @Size(max = 9) List<Integer> body) {}

    @PostMapping("/b24")
    void mapOfChecked(@Is(ENFORCED) @RequestBody @Size(max = 9) Map<@Size(max = 9) String, @Valid Small> body) {}

    @PostMapping("/b25")
    void array(@Is(PARTIAL) @Valid @RequestBody Small[] body) {}

    @PostMapping("/b26/{shelf}")
    void convertedByMethod(
            @Is(ENFORCED) @PathVariable @Size(max = 9) String shelf,
            @Is(ENFORCED) @Valid @ConvertGroup(to = OnCreate.class) @RequestBody OnlyOnCreate body) {}

    @PostMapping("/b27")
    void convertedByNobody(@Is(NOMINAL) @Valid @ConvertGroup(to = OnCreate.class) @RequestBody OnlyOnCreate body) {}

    @PostMapping("/m1")
    void model(@Is(ENFORCED) @Valid @ModelAttribute ByGetter form, @Is(NO_INPUT) BindingResult result) {}

    @PostMapping("/m2")
    void modelErrors(@Is(PARTIAL) @Validated @ModelAttribute DerivedGap form, @Is(NO_INPUT) Errors errors) {}

    @PostMapping("/m3")
    void modelWithout(@Is(NOMINAL) @ModelAttribute Derived form) {}

    @PostMapping("/m4")
    void implicitNumbers(@Is(ENFORCED) NumbersOnly form) {}

    @PostMapping("/m5")
    void implicitText(@Is(NONE) Wrapper form) {}

    @PostMapping("/mixed/{id}")
    void mixed(
            @Is(ENFORCED) @PathVariable long id,
            @Is(ENFORCED) @Valid @RequestBody Small body,
            @Is(NONE) @RequestHeader String tenant,
            @Is(ENFORCED) @RequestParam @Size(max = 9) String q) {}
}
