package dev.readiness.observability;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A dashboard for Grafana whose panels all have data. */
final class Dashboard {

    /** One graph; the query holds {@code $__rate_interval}. */
    record Panel(String title, String description, String unit, String query, String legend) {}

    private static final int WIDTH = 12;
    private static final int HEIGHT = 8;

    private Dashboard() {}

    static List<Panel> panels(OperationsFacts facts, Exposition seen) {
        List<Panel> panels = new ArrayList<>();
        String job = "job=" + PromQl.quoted(facts.application()) + ",instance=~\"$instance\"";
        add(
                panels,
                seen,
                SliceAlerts.REQUESTS,
                "Requests",
                "What users ask for, by slice",
                "reqps",
                "sum by (slice) (rate(METER{" + job + "}[$__rate_interval]))",
                "{{slice}}");
        add(
                panels,
                seen,
                SliceAlerts.REQUESTS,
                "Failed requests",
                "Part that fails with a server error, by slice",
                "percentunit",
                "sum by (slice) (rate(METER{" + job + ",outcome=\"SERVER_ERROR\"}[$__rate_interval]))"
                        + " / sum by (slice) (rate(METER{" + job + "}[$__rate_interval]))",
                "{{slice}}");
        add(
                panels,
                seen,
                "readiness_observability_requests_seconds_sum",
                "Time of an answer",
                "Mean by slice",
                "s",
                "sum by (slice) (rate(METER{" + job + "}[$__rate_interval]))" + " / sum by (slice) (rate("
                        + SliceAlerts.REQUESTS + "{" + job + "}[$__rate_interval]))",
                "{{slice}}");
        add(
                panels,
                seen,
                "hikaricp_connections_active",
                "Connections in use",
                "Of each pool, and its size",
                "short",
                "METER{" + job + "}",
                "{{instance}} {{pool}}");
        add(
                panels,
                seen,
                "hikaricp_connections_pending",
                "Callers that wait for a connection",
                "Of each pool",
                "short",
                "METER{" + job + "}",
                "{{instance}} {{pool}}");
        add(
                panels,
                seen,
                "tomcat_threads_busy_threads",
                "Busy threads",
                "Of Tomcat; at its maximum requests queue",
                "short",
                "METER{" + job + "}",
                "{{instance}}");
        add(
                panels,
                seen,
                "jvm_memory_usage_after_gc",
                "Heap after garbage collection",
                "Part in use",
                "percentunit",
                "METER{" + job + "}",
                "{{instance}}");
        add(
                panels,
                seen,
                "jvm_gc_overhead",
                "Garbage collection",
                "Part of the time",
                "percentunit",
                "METER{" + job + "}",
                "{{instance}}");
        add(
                panels,
                seen,
                "process_cpu_usage",
                "Processor",
                "Part of the machine that the process uses",
                "percentunit",
                "METER{" + job + "}",
                "{{instance}}");
        add(
                panels,
                seen,
                "readiness_health_status",
                "Health checks",
                "1 up, 0.5 degraded, 0 down",
                "short",
                "METER{" + job + "}",
                "{{instance}} {{check}}");
        add(
                panels,
                seen,
                "readiness_health_heartbeat_age_seconds",
                "Since the last success of jobs",
                "By job",
                "s",
                "METER{" + job + "}",
                "{{heartbeat}}");
        add(
                panels,
                seen,
                "readiness_ratelimit_requests_total",
                "Rate limits",
                "Decisions by rule",
                "reqps",
                "sum by (rule, outcome) (rate(METER{" + job + "}[$__rate_interval]))",
                "{{rule}} {{outcome}}");
        add(
                panels,
                seen,
                "disk_free_bytes",
                "Free disk",
                "By path",
                "bytes",
                "METER{" + job + "}",
                "{{instance}} {{path}}");
        return panels;
    }

    static String of(OperationsFacts facts, Exposition seen) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("title", facts.application());
            json.writeStringProperty(
                    "uid",
                    "readiness-" + Integer.toHexString(facts.application().hashCode()));
            json.writeStringProperty("description", "Made by Readiness from the running application");
            json.writeBooleanProperty("editable", false);
            json.writeNumberProperty("schemaVersion", 39);
            json.writeStringProperty("refresh", "30s");
            write(json, "time", Map.of("from", "now-3h"), Map.of("to", "now"));
            variables(json, facts);
            json.writeArrayPropertyStart("panels");
            int id = 0;
            for (Panel panel : panels(facts, seen)) {
                panel(json, panel, id++);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.append('\n').toString();
    }

    private static void add(
            List<Panel> panels,
            Exposition seen,
            String meter,
            String title,
            String description,
            String unit,
            String query,
            String legend) {
        if (seen.has(meter)) {
            panels.add(new Panel(title, description, unit, query.replace("METER{", meter + "{"), legend));
        }
    }

    private static void variables(JsonGenerator json, OperationsFacts facts) {
        json.writeObjectPropertyStart("templating");
        json.writeArrayPropertyStart("list");
        json.writeStartObject();
        json.writeStringProperty("name", "datasource");
        json.writeStringProperty("label", "Data source");
        json.writeStringProperty("type", "datasource");
        json.writeStringProperty("query", "prometheus");
        json.writeEndObject();
        json.writeStartObject();
        json.writeStringProperty("name", "instance");
        json.writeStringProperty("label", "Instance");
        json.writeStringProperty("type", "query");
        source(json);
        json.writeStringProperty("query", "label_values(up{job=" + PromQl.quoted(facts.application()) + "}, instance)");
        json.writeNumberProperty("refresh", 2);
        json.writeBooleanProperty("multi", true);
        json.writeBooleanProperty("includeAll", true);
        json.writeStringProperty("allValue", ".+");
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void panel(JsonGenerator json, Panel panel, int place) {
        json.writeStartObject();
        json.writeNumberProperty("id", place + 1);
        json.writeStringProperty("type", "timeseries");
        json.writeStringProperty("title", panel.title());
        json.writeStringProperty("description", panel.description());
        source(json);
        json.writeObjectPropertyStart("gridPos");
        json.writeNumberProperty("x", place % 2 * WIDTH);
        json.writeNumberProperty("y", place / 2 * HEIGHT);
        json.writeNumberProperty("w", WIDTH);
        json.writeNumberProperty("h", HEIGHT);
        json.writeEndObject();
        json.writeObjectPropertyStart("fieldConfig");
        write(json, "defaults", Map.of("unit", panel.unit()));
        json.writeArrayPropertyStart("overrides");
        json.writeEndArray();
        json.writeEndObject();
        json.writeArrayPropertyStart("targets");
        json.writeStartObject();
        json.writeStringProperty("refId", "A");
        json.writeStringProperty("expr", panel.query());
        json.writeStringProperty("legendFormat", panel.legend());
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void source(JsonGenerator json) {
        write(json, "datasource", Map.of("type", "prometheus"), Map.of("uid", "${datasource}"));
    }

    @SafeVarargs
    private static void write(JsonGenerator json, String name, Map<String, String>... properties) {
        json.writeObjectPropertyStart(name);
        for (Map<String, String> property : properties) {
            property.forEach(json::writeStringProperty);
        }
        json.writeEndObject();
    }
}
