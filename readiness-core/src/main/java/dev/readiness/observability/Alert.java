package dev.readiness.observability;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One rule that fires, how that is tried, and what whoever is woken by it reads.
 *
 * @param name as Prometheus shows it; rules for several slices share one
 * @param urgency who hears of it
 * @param query fires where it returns something
 * @param hold how long it must do so
 * @param labels added to those of the series
 * @param summary one sentence
 * @param trials when it must fire, and when not
 * @param guide its page in the runbook
 */
record Alert(
        String name,
        Urgency urgency,
        String query,
        Duration hold,
        Map<String, String> labels,
        String summary,
        List<Trial> trials,
        Guide guide) {

    /** Who hears of an alert. */
    enum Urgency {
        /** Somebody is woken. */
        PAGE,
        /** Somebody reads it in the morning. */
        TICKET,
        /** Nobody: a machine notices when it stops. */
        WATCHDOG;

        String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Series for which it must fire, or stay silent.
     *
     * @param name what happens
     * @param interval between two values of a series
     * @param series values by series, in promtool's notation
     * @param at which interval is looked at
     * @param fires labels of the alert that must fire, without those that every alert of this rule has; empty for silence
     */
    record Trial(String name, Duration interval, Map<String, String> series, int at, List<Map<String, String>> fires) {}

    /**
     * What to do.
     *
     * @param means what users notice
     * @param where the parts of this application that it is about
     * @param look queries that narrow it down
     * @param settings what changes it
     * @param first first action that cannot make it worse
     * @param not what it is easily taken for
     */
    record Guide(
            String means, List<String> where, List<String> look, List<String> settings, String first, String not) {}

    /** Returns the labels that every alert of this rule has. */
    Map<String, String> allLabels() {
        Map<String, String> all = new TreeMap<>(labels);
        all.put("severity", urgency.label());
        return all;
    }

    /** Returns a rule of another name, query and hold with the same trials, for those who try whether these notice. */
    Alert variant(String otherName, String otherQuery, Duration otherHold) {
        return new Alert(otherName, urgency, otherQuery, otherHold, labels, summary, trials, guide);
    }
}
