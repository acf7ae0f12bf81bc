package dev.readiness.spring.assessment;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.spring.assessment.TemplateEngines.Templates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternUtils;

/**
 * Finds places in templates where a value is written as it is. Whether somebody made it harmless before cannot be seen, so that
 * nobody is accused.
 */
final class UnescapedTemplates {

    private static final String ID = "injection.template-unescaped";

    private static final int MOST = 5;

    private final Supplier<List<Templates>> engines;

    private final ResourcePatternResolver resources;

    UnescapedTemplates(Supplier<List<Templates>> engines, ResourceLoader resources) {
        this.engines = engines;
        this.resources = ResourcePatternUtils.getResourcePatternResolver(resources);
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        List<Finding> found = new ArrayList<>();
        int read = 0;
        for (Templates templates : engines.get()) {
            for (Resource template : in(templates)) {
                read++;
                findingIn(template, templates, found);
            }
        }
        if (!found.isEmpty()) {
            return found;
        }
        return read == 0
                ? List.of(Finding.notApplicable(ID, Finding.APPLICATION, "No template engine has templates here."))
                : List.of(Finding.pass(
                        ID,
                        Finding.APPLICATION,
                        new Evidence("templates of the running engines", read + " write every value escaped")));
    }

    private List<Resource> in(Templates templates) {
        String everywhere = templates.prefix().replaceFirst("^classpath:", "classpath*:");
        String begin = everywhere.contains(":") ? everywhere : "classpath*:" + everywhere;
        try {
            return List.of(
                    resources.getResources(begin + (begin.endsWith("/") ? "" : "/") + "**/*" + templates.suffix()));
        } catch (IOException ex) {
            return List.of(); // a place that is not there
        }
    }

    private static void findingIn(Resource template, Templates templates, List<Finding> found) {
        String text;
        try {
            text = template.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException ex) {
            return;
        }
        List<String> places = templates
                .unescaped()
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        if (!places.isEmpty()) {
            String name = nameOf(template);
            found.add(Finding.unknown(
                    ID,
                    name,
                    "%s writes %s as it is; whether somebody makes it harmless before could not be seen, and if it comes from a user, it is a script in the pages of others."
                            .formatted(name, places.stream().limit(MOST).collect(Collectors.joining(", "))),
                    new Evidence("template of " + templates.engine(), places.size() + " places without escaping")));
        }
    }

    private static String nameOf(Resource template) {
        try {
            String url = template.getURL().toString();
            int at = url.lastIndexOf("/templates/");
            return at < 0 ? url.substring(url.lastIndexOf('/') + 1) : url.substring(at + 1);
        } catch (IOException ex) {
            return String.valueOf(template.getFilename());
        }
    }
}
