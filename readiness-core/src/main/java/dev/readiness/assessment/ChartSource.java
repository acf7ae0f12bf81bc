package dev.readiness.assessment;

import java.util.List;

/** Gives charts for the report. It is asked for each report anew, and must be quick and safe for use by many threads. */
@FunctionalInterface
public interface ChartSource {

    /** Returns what there is to show now; nothing if there is nothing. */
    List<ReportChart> charts();
}
