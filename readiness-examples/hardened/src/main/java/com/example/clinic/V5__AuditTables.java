package com.example.clinic;

import dev.readiness.audit.AuditTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.springframework.stereotype.Component;

/**
 * Makes the tables of the audit trail, unless they are there. Where the application has a login of its own, which the placeholder
 * {@code app-login} names, it may add records and read them, and nothing else.
 */
@Component
class V5__AuditTables extends BaseJavaMigration {

    private static final String RECORDS = "readiness_audit, readiness_audit_reference, readiness_audit_leaf,"
            + " readiness_audit_node, readiness_audit_checkpoint";

    @Override
    public void migrate(Context context) throws SQLException {
        for (String statement : AuditTable.ddl().split(";\\s*", 0)) {
            execute(context.getConnection(), statement);
        }
        String login = context.getConfiguration().getPlaceholders().get("app-login");
        if (login != null) {
            String quoted = '"' + login.replace("\"", "\"\"") + '"';
            execute(context.getConnection(), "REVOKE ALL ON " + RECORDS + " FROM " + quoted);
            execute(context.getConnection(), "GRANT SELECT, INSERT ON " + RECORDS + " TO " + quoted);
            execute(context.getConnection(), "GRANT SELECT, INSERT, UPDATE ON readiness_audit_lease TO " + quoted);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
