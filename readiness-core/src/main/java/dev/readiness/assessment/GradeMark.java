package dev.readiness.assessment;

/** A grade as a mark that a glance reads; screen readers hear the word. */
final class GradeMark {

    private GradeMark() {}

    static Html of(Grading grading) {
        return grading.grade() == null
                ? Html.of("<span class=\"grade none\"><span class=\"spoken\">Grade: </span>none</span>\n")
                : Html.of(
                        "<span class=\"grade grade-%s\"><span class=\"spoken\">Grade </span>%s</span>\n",
                        grading.letter().toLowerCase(java.util.Locale.ROOT), grading.letter());
    }
}
