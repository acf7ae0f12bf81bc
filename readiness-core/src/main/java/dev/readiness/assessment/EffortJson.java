package dev.readiness.assessment;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes an effort as JSON. */
record EffortJson(JsonGenerator json) {

    void write(Effort effort) {
        json.writeStringProperty("summary", EffortWording.outlook(effort));
        cells("total", effort.total());
        cells("application", effort.application());
        PrettyJson.objects(json, "slices", effort.slices(), slice -> {
            json.writeStringProperty("name", slice.slice());
            counts(slice.cells());
        });
        PrettyJson.objects(json, "finished", effort.finished(), this::finished);
        interval("hoursPerCell", effort.perCell());
        interval("hoursLeft", effort.rest());
        PrettyJson.strings(json, "assumptions", effort.assumptions());
        json.writeObjectPropertyStart("pastEstimates");
        json.writeNumberProperty("scored", effort.score().scored());
        json.writeNumberProperty("held", effort.score().held());
        json.writeEndObject();
    }

    private void finished(FinishedSlice slice) {
        json.writeStringProperty("name", slice.time().slice());
        json.writeNumberProperty("hours", slice.time().hours());
        json.writeStringProperty("source", Wording.of(slice.time().source()));
        json.writeNumberProperty("cells", slice.cells());
    }

    private void cells(String name, Cells cells) {
        json.writeObjectPropertyStart(name);
        counts(cells);
        json.writeEndObject();
    }

    private void counts(Cells cells) {
        json.writeNumberProperty("cells", cells.all());
        json.writeNumberProperty("done", cells.done());
        json.writeNumberProperty("left", cells.left());
        json.writeNumberProperty("accepted", cells.accepted());
    }

    private void interval(String name, @Nullable EffortInterval interval) {
        if (interval != null) {
            json.writeObjectPropertyStart(name);
            json.writeNumberProperty("low", interval.low());
            json.writeNumberProperty("high", interval.high());
            json.writeNumberProperty("percent", 80);
            json.writeEndObject();
        }
    }
}
