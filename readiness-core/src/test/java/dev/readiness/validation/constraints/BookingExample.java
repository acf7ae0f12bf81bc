package dev.readiness.validation.constraints;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The example of docs/validation.md, which says the same. Every constraint stands in it once. */
final class BookingExample {

    private BookingExample() {}

    // tag::constraints[]
    @DateRange(from = "from", to = "to", max = "P31D")
    @AtMostOneOf({"iban", "cardToken"})
    record Booking(
            @NotBlank @SafeText(singleScript = true) @Size(max = 100)
            String name,

            @SafeText(multiline = true) @FormulaSafe @Size(max = 2000) @Nullable
            String remark,

            @NotBlank @E164 String phone,
            @NotNull LocalDate from,
            @NotNull LocalDate to,
            @NotNull @ZoneName String zone,
            @NotNull @CountryCode String country,
            @NotNull @CurrencyCode String currency,
            @NotNull @Money(scale = 2, digits = 9) BigDecimal price,
            @Iban @Nullable String iban,
            @Size(max = 64) @Nullable String cardToken,
            @FetchableUrl @Nullable String callback,

            @SafeFileName(extensions = {"pdf", "png"}) @Nullable
            String attachment,

            @PathInside("uploads") @Size(max = 300) @Nullable
            String folder,

            @Size(max = 20) List<@Valid Guest> guests,
            @Bounded(elements = 50, depth = 3) Map<@Slug String, Object> preferences) {}

    record Guest(
            @NotBlank @SafeText @Size(max = 100) String name,

            @StrongPassword(min = 12, context = "hotel") @Nullable
            String password) {}
    // end::constraints[]
}
