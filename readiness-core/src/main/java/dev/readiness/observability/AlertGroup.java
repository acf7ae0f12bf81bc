package dev.readiness.observability;

import java.util.List;

/**
 * Rules that are in one file.
 *
 * @param name name of the file, without its ending
 * @param alerts the rules
 */
record AlertGroup(String name, List<Alert> alerts) {}
