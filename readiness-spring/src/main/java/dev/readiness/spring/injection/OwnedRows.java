package dev.readiness.spring.injection;

import dev.readiness.spring.assessment.FlowCall;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;

/** Knows the methods of stored rows that say whose they are, what their owner may do, or what it costs. */
final class OwnedRows {

    /** Names of properties; a {@code customer} may be chosen by staff, an {@code owner} is who calls. */
    private static final Pattern OWNER = Pattern.compile(
            "(set)?(?<who>[oO]wner|[uU]ser|[aA]uthor|[cC]reator)Id|(set)?([rR]oles?|[aA]uthorities|[aA]dmin)");

    /** Rows whose prices follow from others; who makes an offer or a gift chooses its sum. */
    private static final Pattern SOLD = Pattern.compile(
            "(Customer|Sales|Purchase|Shop|Store)?(Order|Cart|ShoppingCart|Checkout|Purchase|Booking|Reservation|Invoice)"
                    + "(Item|Line|LineItem|Detail|Details|Product)?(Entity|Model)?");

    private static final Pattern PRICE = Pattern.compile(
            "(set)?((([tT]otal|[uU]nit|[iI]tem|[fF]inal|[gG]rand|[oO]rder|[sS]ub)?_?([pP]rice|[tT]otal|[aA]mount|[cC]ost))"
                    + "|[tT]otal(Price|Amount|Cost))");

    private static final String ENTITY = "jakarta.persistence.Entity";

    private final ClassLoader loader;

    OwnedRows(ClassLoader loader) {
        this.loader = loader;
    }

    /** Returns whether {@code call} sets such a property, directly or by the builder of the row. */
    boolean isOwnerSetBy(FlowCall call) {
        Matcher name = OWNER.matcher(call.name());
        boolean builder = call.owner().endsWith("Builder");
        if (call.isStatic() || !(builder || call.name().startsWith("set")) || !name.matches()) {
            return false;
        }
        String row = builder ? outerOf(call.owner()) : call.owner();
        String who = name.group("who");
        return row != null && (who == null || !isNamed(row, who)) && isStored(row);
    }

    /** Returns whether {@code call} sets what an order costs, directly or by its builder. */
    boolean isPriceSetBy(FlowCall call) {
        boolean builder = call.owner().endsWith("Builder");
        if (call.isStatic()
                || !(builder || call.name().startsWith("set"))
                || !PRICE.matcher(call.name()).matches()) {
            return false;
        }
        String row = builder ? outerOf(call.owner()) : call.owner();
        return row != null
                && SOLD.matcher(ClassUtils.getShortName(row.replace('/', '.')).replaceFirst(".*\\.", ""))
                        .matches()
                && isStored(row);
    }

    /** The number of a user in the row of that user is its own identity. */
    private static boolean isNamed(String row, String who) {
        return ClassUtils.getShortName(row.replace('/', '.'))
                .toLowerCase(Locale.ROOT)
                .contains(who.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String outerOf(String builder) {
        int inner = builder.lastIndexOf('$');
        return inner < 0 ? null : builder.substring(0, inner);
    }

    private boolean isStored(String owner) {
        try {
            Class<?> type = ClassUtils.forName(owner.replace('/', '.'), loader);
            return MergedAnnotations.from(type).isPresent(ENTITY);
        } catch (ClassNotFoundException | LinkageError ex) {
            return false;
        }
    }
}
