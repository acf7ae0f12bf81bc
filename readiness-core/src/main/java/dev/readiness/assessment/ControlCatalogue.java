package dev.readiness.assessment;

import java.util.List;

/** The frameworks and controls that the compliance view lists: {@code frameworks.json} and {@code controls.json}. */
public final class ControlCatalogue {

    private static final List<Framework> FRAMEWORKS = FlatJson.ofResource("frameworks.json").stream()
            .map(entry -> new Framework(entry.text("name"), entry.text("title"), entry.text("scope")))
            .toList();

    private static final List<Control> CONTROLS = FlatJson.ofResource("controls.json").stream()
            .map(entry -> new Control(entry.text("framework"), entry.text("id"), entry.text("title")))
            .toList();

    private ControlCatalogue() {}

    /** Returns the frameworks, in the order in which they are shown. */
    public static List<Framework> frameworks() {
        return FRAMEWORKS;
    }

    /** Returns all controls, those that no rule looks at included. */
    public static List<Control> controls() {
        return CONTROLS;
    }
}
