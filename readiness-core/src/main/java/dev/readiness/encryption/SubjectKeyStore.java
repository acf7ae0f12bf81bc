package dev.readiness.encryption;

import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Keeps the key of each subject, encrypted.
 *
 * <p>An implementation is safe for use by many threads and nodes. It must remember that a key was erased, and must keep no other
 * copy of one. Backups keep what was in them: a subject is forgotten when the last backup with the key is gone.
 */
public interface SubjectKeyStore {

    /** Returns what is known of the key of {@code subject}, if there ever was one. */
    Optional<SubjectKey> find(String subject);

    /** Keeps {@code key} for {@code subject} unless there is one already or was one; returns what is kept then. */
    SubjectKey add(String subject, SubjectKey key);

    /** Erases the key of {@code subject} for good, also if there was none yet; returns whether there was one. */
    boolean erase(String subject);

    /**
     * Returns a store in the table {@code readiness_subject_key}, whose definition is {@link #ddl()}.
     *
     * <p>It works in transactions of its own.
     */
    static SubjectKeyStore jdbc(DataSource dataSource) {
        return new JdbcSubjectKeyStore(dataSource);
    }

    /** Creates the table of {@link #jdbc} if it is absent. Two processes may do so at the same time. */
    static void createTableIfAbsent(DataSource dataSource) {
        JdbcSubjectKeyStore.createTableIfAbsent(dataSource);
    }

    /** Returns whether the table of {@link #jdbc} is there with its columns. */
    static boolean tableExists(DataSource dataSource) {
        return JdbcSubjectKeyStore.tableExists(dataSource);
    }

    /** Returns the statement that creates the table of {@link #jdbc}, ready for a migration. */
    static String ddl() {
        return JdbcSubjectKeyStore.ddl();
    }

    /**
     * The key of a subject.
     *
     * @param wrapped the key, encrypted by the key ring of the application; empty if it was erased
     */
    record SubjectKey(String wrapped) {

        static final SubjectKey ERASED = new SubjectKey("");

        /** Checks the part. */
        public SubjectKey {
            Objects.requireNonNull(wrapped, "wrapped");
        }

        /** Returns whether the key was erased. */
        public boolean isErased() {
            return wrapped.isEmpty();
        }
    }
}
