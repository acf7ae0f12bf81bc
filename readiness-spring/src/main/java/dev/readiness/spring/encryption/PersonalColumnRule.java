package dev.readiness.spring.encryption;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import jakarta.persistence.Convert;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.ManagedType;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Suggests attributes of entities that look personal by their names and are stored as they are. A name proves nothing, so it
 * never accuses.
 */
final class PersonalColumnRule implements ReadinessRule {

    private static final String ID = "encryption.personal-column";

    private static final Set<String> PERSONAL = Set.of(
            "phone",
            "mobile",
            "ssn",
            "iban",
            "diagnosis",
            "passport",
            "birthdate",
            "birthday",
            "birth",
            "salary",
            "religion",
            "allergies",
            "allergy",
            "medication",
            "prescription",
            "symptoms",
            "taxid",
            "insurance");

    private static final Set<Set<String>> PERSONAL_TOGETHER = Set.of(
            Set.of("social", "security"),
            Set.of("tax", "id"),
            Set.of("date", "birth"),
            Set.of("bank", "account"),
            Set.of("credit", "card"),
            Set.of("card", "number"),
            Set.of("medical", "record"));

    private static final Pattern INDEX_OF = Pattern.compile("(Blind)?Index$");

    private final Supplier<List<EntityManagerFactory>> factories;

    PersonalColumnRule(Supplier<List<EntityManagerFactory>> factories) {
        this.factories = factories;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        Set<String> plain = new TreeSet<>();
        Set<String> encrypted = new TreeSet<>();
        for (EntityManagerFactory factory : factories.get()) {
            for (ManagedType<?> type : factory.getMetamodel().getManagedTypes()) {
                type.getDeclaredAttributes().stream()
                        .filter(attribute ->
                                attribute.getPersistentAttributeType() == Attribute.PersistentAttributeType.BASIC)
                        .forEach(attribute -> {
                            String name = type.getJavaType().getSimpleName() + "." + attribute.getName();
                            if (isEncrypted(attribute)) {
                                encrypted.add(name);
                            } else if (looksPersonal(attribute) && !isIndexOfEncrypted(attribute, type)) {
                                plain.add(name);
                            }
                        });
            }
        }
        if (plain.isEmpty()) {
            return List.of(
                    encrypted.isEmpty()
                            ? Finding.notApplicable(
                                    ID, Finding.APPLICATION, "No attribute of an entity looks personal by its name.")
                            : Finding.pass(
                                    ID,
                                    Finding.APPLICATION,
                                    new Evidence(
                                            "converters of the entities", "encrypt " + String.join(", ", encrypted))));
        }
        return List.of(suggestion(plain));
    }

    private static Finding suggestion(Set<String> plain) {
        return new Finding(
                ID,
                Result.UNKNOWN,
                Finding.APPLICATION,
                "These look personal by their names and are stored as they are; whether a copy of the database may show them, only you know: %s."
                        .formatted(String.join(", ", plain)),
                "Give each a converter that extends EncryptedTextConverter: @Convert(converter = PhoneConverter.class)",
                List.of(new Evidence("names of the entities' attributes", plain.size() + " look personal")));
    }

    private static boolean looksPersonal(Attribute<?, ?> attribute) {
        Class<?> type = attribute.getJavaType();
        boolean holdsText = type == String.class || type.getName().startsWith("java.time.");
        Set<String> words = Stream.of(attribute.getName().split("[-_]|(?<=[a-z0-9])(?=[A-Z])"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        return holdsText
                && (words.stream().anyMatch(PERSONAL::contains)
                        || PERSONAL_TOGETHER.stream().anyMatch(words::containsAll));
    }

    /** {@code phoneIndex} beside an encrypted {@code phone} is a keyed hash, which finds it and does not show it. */
    private static boolean isIndexOfEncrypted(Attribute<?, ?> attribute, ManagedType<?> type) {
        String name = attribute.getName();
        return type.getDeclaredAttributes().stream()
                .filter(PersonalColumnRule::isEncrypted)
                .anyMatch(other -> INDEX_OF.matcher(name).replaceFirst("").equals(other.getName()));
    }

    private static boolean isEncrypted(Attribute<?, ?> attribute) {
        if (!(attribute.getJavaMember() instanceof AnnotatedElement member)) {
            return false;
        }
        Convert convert = AnnotatedElementUtils.findMergedAnnotation(member, Convert.class);
        // By name, because the class needs libraries that an application without encryption has not.
        for (Class<?> type = convert == null ? null : convert.converter(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals("dev.readiness.encryption.EncryptedConverter")) {
                return true;
            }
        }
        return false;
    }
}
