package dev.readiness.assessment;

/** One of the five sides from which production readiness is looked at. */
public enum Dimension {
    /** Secrets, limits, validation, access, encryption, audit trail. */
    SECURITY("security"),
    /** Logs, metrics, health: knowing before the customers do. */
    OBSERVABILITY("observability"),
    /** Migrations, backups, tested restores. */
    DATA_INTEGRITY("data integrity"),
    /** Releasing and stopping without anybody noticing. */
    DEPLOYMENT("deployment"),
    /** The first bottleneck at 10, 100 and 1,000 users. */
    PERFORMANCE("performance");

    private final String label;

    Dimension(String label) {
        this.label = label;
    }

    /** Returns the name for people, in lower case. */
    public String label() {
        return label;
    }
}
