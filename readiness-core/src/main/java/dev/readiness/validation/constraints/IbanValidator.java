package dev.readiness.validation.constraints;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks {@link Iban}. */
public final class IbanValidator implements ConstraintValidator<Iban, CharSequence> {

    /** Country and length, from the registry of ISO 13616. */
    private static final Map<String, Integer> LENGTHS = Stream.of(
                    ("AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 "
                                    + "DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 "
                                    + "IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 "
                                    + "MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 "
                                    + "SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30")
                            .split(" "))
            .collect(
                    Collectors.toUnmodifiableMap(row -> row.substring(0, 2), row -> Integer.valueOf(row.substring(2))));

    @Override
    public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
        return value == null || isIban(value.toString());
    }

    private static boolean isIban(String value) {
        return value.length() > 4
                && Integer.valueOf(value.length()).equals(LENGTHS.get(value.substring(0, 2)))
                && value.chars().allMatch(IbanValidator::isLetterOrDigit)
                && remainder(value.substring(4) + value.substring(0, 4)) == 1;
    }

    private static boolean isLetterOrDigit(int character) {
        return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z');
    }

    /** Modulo 97 of the number in which each letter stands for 10 to 35. */
    private static int remainder(String rearranged) {
        int remainder = 0;
        for (int at = 0; at < rearranged.length(); at++) {
            int digit = Character.digit(rearranged.charAt(at), 36);
            remainder = (remainder * (digit > 9 ? 100 : 10) + digit) % 97;
        }
        return remainder;
    }
}
