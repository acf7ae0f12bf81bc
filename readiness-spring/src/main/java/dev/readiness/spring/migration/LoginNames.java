package dev.readiness.spring.migration;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;

/** The names by which entities with a password are looked up. Used only where Hibernate is on the class path. */
final class LoginNames {

    private static final Pattern PASSWORD = Pattern.compile("(?i).*(password|passwd|pwd)(hash)?");

    private static final Pattern NAME = Pattern.compile("(?i)user_?name|login(name)?|e?mail(address)?");

    private LoginNames() {}

    /**
     * An attribute by which accounts are looked up.
     *
     * @param attribute entity and attribute
     * @param method the method of a repository that does so
     * @param table where it is stored
     * @param column where it is stored
     */
    record LoginName(String attribute, String method, String table, String column) {

        /** Returns whether an index of the database keeps it unique; nothing if the database knows no such table. */
        Optional<Boolean> isUnique(DataSource dataSource) throws SQLException {
            try (Connection connection = dataSource.getConnection()) {
                DatabaseMetaData database = connection.getMetaData();
                for (String name : List.of(table, table.toUpperCase(Locale.ROOT), table.toLowerCase(Locale.ROOT))) {
                    Map<String, Set<String>> indexes = uniqueIndexes(connection, database, name);
                    if (!indexes.isEmpty()) {
                        return Optional.of(indexes.containsValue(Set.of(column.toLowerCase(Locale.ROOT))));
                    }
                }
            }
            return Optional.empty();
        }

        /** An index on an expression, such as that of the name in small letters, counts for every column that it is made of. */
        private static Map<String, Set<String>> uniqueIndexes(
                Connection connection, DatabaseMetaData database, String table) throws SQLException {
            Map<String, Set<String>> columns = new HashMap<>();
            try (ResultSet rows =
                    database.getIndexInfo(connection.getCatalog(), connection.getSchema(), table, true, true)) {
                while (rows.next()) {
                    String index = rows.getString("INDEX_NAME");
                    String of = rows.getString("COLUMN_NAME");
                    if (index != null && of != null) {
                        columns.computeIfAbsent(index, name -> new HashSet<>()).add(plain(of));
                    }
                }
            }
            return columns;
        }

        private static String plain(String column) {
            return column.toLowerCase(Locale.ROOT)
                    .replaceAll("(lower|upper)\\(+", "")
                    .replaceAll("\\)?::\\w+|[()\"]", "")
                    .trim();
        }
    }

    /** Returns those of {@code factory} that a repository of the types {@code repositories} asks for. */
    static List<LoginName> of(EntityManagerFactory factory, Map<Class<?>, List<Class<?>>> repositories) {
        var model = factory.unwrap(SessionFactoryImplementor.class).getMappingMetamodel();
        List<LoginName> names = new ArrayList<>();
        for (EntityType<?> entity : factory.getMetamodel().getEntities()) {
            if (hasText(entity, PASSWORD.asMatchPredicate())) {
                texts(entity)
                        .filter(attribute -> NAME.matcher(attribute).matches())
                        .forEach(attribute -> methodFor(
                                        attribute, repositories.getOrDefault(entity.getJavaType(), List.of()))
                                .ifPresent(method -> {
                                    AttributeMapping mapping = model.getEntityDescriptor(entity.getJavaType())
                                            .findAttributeMapping(attribute);
                                    if (mapping != null) {
                                        mapping.forEachSelectable((index, column) -> names.add(new LoginName(
                                                entity.getJavaType().getSimpleName() + "." + attribute,
                                                method,
                                                column.getContainingTableExpression()
                                                        .replaceAll(".*\\.|[\"`]", ""),
                                                column.getSelectionExpression().replaceAll("[\"`]", ""))));
                                    }
                                }));
            }
        }
        return names;
    }

    private static boolean hasText(EntityType<?> entity, Predicate<String> wanted) {
        return texts(entity).anyMatch(wanted);
    }

    private static Stream<String> texts(EntityType<?> entity) {
        return entity.getAttributes().stream()
                .filter(attribute -> attribute.getJavaType() == String.class)
                .map(Attribute::getName);
    }

    private static Optional<String> methodFor(String attribute, List<Class<?>> repositories) {
        Pattern asked = Pattern.compile("(?i)(find|get|read)\\w*By" + attribute + "(IgnoreCase)?");
        return repositories.stream()
                .flatMap(type -> Stream.of(type.getMethods()))
                .filter(method -> asked.matcher(method.getName()).matches())
                .filter(method -> !Iterable.class.isAssignableFrom(method.getReturnType()))
                .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                .sorted()
                .findFirst();
    }
}
