package dev.readiness.spring.migration;

import jakarta.persistence.EntityManagerFactory;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.SelectableConsumer;
import org.hibernate.persister.collection.AbstractCollectionPersister;

/** The tables and columns that Hibernate reads and writes for entities. Used only where Hibernate is on the class path. */
final class EntityColumns {

    private EntityColumns() {}

    /** Returns each as {@code table.column}, as Hibernate writes them into SQL. */
    static Set<String> of(EntityManagerFactory factory) {
        Set<String> columns = new TreeSet<>();
        SelectableConsumer add = (index, column) -> {
            if (!column.isFormula() && !column.getContainingTableExpression().startsWith("(")) {
                columns.add(column.getContainingTableExpression() + "." + column.getSelectionExpression());
            }
        };
        var model = factory.unwrap(SessionFactoryImplementor.class).getMappingMetamodel();
        model.forEachEntityDescriptor(entity -> {
            entity.getIdentifierMapping().forEachSelectable(add);
            entity.forEachAttributeMapping(attribute -> attribute.forEachSelectable(add));
        });
        model.forEachCollectionDescriptor(collection -> {
            if (collection instanceof AbstractCollectionPersister persister && !collection.isOneToMany()) {
                for (String column : persister.getKeyColumnNames()) {
                    columns.add(persister.getTableName() + "." + column);
                }
                for (String column : persister.getElementColumnNames()) {
                    if (column != null) {
                        columns.add(persister.getTableName() + "." + column);
                    }
                }
            }
        });
        return columns;
    }
}
