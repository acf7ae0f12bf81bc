package dev.readiness.spring.migration;

import dev.readiness.migration.ReleasedNeeds;
import jakarta.persistence.EntityManagerFactory;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.QualifiedName;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.hibernate.metamodel.mapping.SelectableConsumer;
import org.hibernate.persister.collection.AbstractCollectionPersister;

/**
 * The columns that Hibernate reads and writes for entities, and the sequences that it takes their ids from. Used only where
 * Hibernate is on the class path.
 */
final class EntityColumns {

    private EntityColumns() {}

    /** Returns each as {@link ReleasedNeeds#keep} takes it, with names as Hibernate writes them into SQL. */
    static Set<String> of(EntityManagerFactory factory) {
        Set<String> columns = new TreeSet<>();
        SelectableConsumer add = (index, column) -> {
            if (!column.isFormula() && !column.getContainingTableExpression().startsWith("(")) {
                columns.add(column.getContainingTableExpression() + "." + column.getSelectionExpression()
                        + (column.isNullable() ? "" : " not null"));
            }
        };
        var model = factory.unwrap(SessionFactoryImplementor.class).getMappingMetamodel();
        model.forEachEntityDescriptor(entity -> {
            entity.getIdentifierMapping().forEachSelectable(add);
            if (entity.getEntityPersister().getGenerator() instanceof SequenceStyleGenerator ids
                    && ids.getDatabaseStructure().isPhysicalSequence()) {
                columns.add("sequence " + name(ids.getDatabaseStructure().getPhysicalName()));
            }
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

    private static String name(QualifiedName sequence) {
        String schema = sequence.getSchemaName() == null ? "" : name(sequence.getSchemaName()) + ".";
        return schema + name(sequence.getObjectName());
    }

    private static String name(Identifier name) {
        return name.isQuoted() ? '"' + name.getText() + '"' : name.getText();
    }
}
