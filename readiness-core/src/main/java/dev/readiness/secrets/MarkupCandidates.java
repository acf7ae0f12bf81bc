package dev.readiness.secrets;

import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads XML and its relatives: elements, attributes, and names beside values. */
final class MarkupCandidates implements CandidateReader {

    private static final Pattern ELEMENT =
            Pattern.compile("<([\\w:.-]+)([^<>]*)>\\s*(?:<!\\[CDATA\\[)?([^<>]+?)(?:]]>)?\\s*</");

    private static final Pattern ATTRIBUTE =
            Pattern.compile("(?<![\\w-])([\\w:.-]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");

    private static final Pattern NAME_ATTRIBUTE =
            Pattern.compile("(?<![\\w-])(?:name|key|id|property)\\s*=\\s*[\"']([^\"']+)[\"']");

    private static final Pattern VALUE_ATTRIBUTE = Pattern.compile("(?<![\\w-])value\\s*=\\s*[\"']([^\"']*)[\"']");

    private static final Pattern NAME_AND_VALUE_ELEMENT = Pattern.compile(
            "(?<![\\w-])(?:name|key)\\s*=\\s*[\"']([^\"']+)[\"'][^<>]*>\\s*<(?:[\\w-]*:)?value>\\s*([^<>]+?)\\s*</");

    private static final Pattern NAME_ELEMENT =
            Pattern.compile("<(?:[\\w-]*:)?(?:[\\w-]*name|key|string)>\\s*([^<>]+?)\\s*</");

    private static final Pattern VALUE_ELEMENT =
            Pattern.compile("<(?:[\\w-]*:)?(?:[\\w-]*value|string)>\\s*([^<>]+?)\\s*</");

    /** Attributes of forms, whose value is the name of a field or a text for people. */
    private static final Set<String> FORM = Set.of(
            "input",
            "label",
            "button",
            "form",
            "a",
            "span",
            "div",
            "option",
            "select",
            "textarea",
            "meta",
            "img",
            "p",
            "h1",
            "h2",
            "h3",
            "td",
            "th",
            "li",
            "i");

    private static final Pattern TAG = Pattern.compile("<([\\w:.-]+)\\b[^<>]*>?");

    @Override
    public void read(SourceLines source, int line, Consumer<Candidate> candidates) {
        String text = source.at(line);
        elements(text, candidates);
        attributes(text, candidates);
        neighbours(source, line, candidates);
        if (text.contains("<script") || text.matches("\\s*(const|let|var|\\w+[:=]).*")) {
            new CodeCandidates().read(source, line, candidates);
        }
    }

    private static void elements(String text, Consumer<Candidate> candidates) {
        Matcher nested = NAME_AND_VALUE_ELEMENT.matcher(text);
        while (nested.find()) {
            candidates.accept(Candidate.setting(nested.group(1), nested.group(2)));
        }
        Matcher element = ELEMENT.matcher(text);
        while (element.find()) {
            String tag = element.group(1);
            Matcher name = NAME_ATTRIBUTE.matcher(element.group(2));
            if (name.find()) {
                candidates.accept(Candidate.setting(name.group(1), element.group(3)));
            } else if (!FORM.contains(tag)) {
                candidates.accept(Candidate.setting(tag, element.group(3)));
            }
        }
    }

    private static void attributes(String text, Consumer<Candidate> candidates) {
        Matcher tag = TAG.matcher(text);
        boolean form = tag.find() && FORM.contains(tag.group(1).toLowerCase(java.util.Locale.ROOT));
        if (form) {
            return;
        }
        Matcher name = NAME_ATTRIBUTE.matcher(text);
        Matcher value = VALUE_ATTRIBUTE.matcher(text);
        if (name.find() && value.find()) {
            candidates.accept(Candidate.setting(name.group(1), value.group(1)));
        }
        Matcher attribute = ATTRIBUTE.matcher(text);
        while (attribute.find()) {
            String written = attribute.group(2) != null ? attribute.group(2) : attribute.group(3);
            candidates.accept(Candidate.setting(attribute.group(1), written));
        }
    }

    /** Reads a name and a value that stand on one line after the other. */
    private static void neighbours(SourceLines source, int line, Consumer<Candidate> candidates) {
        String text = source.at(line);
        String before = source.at(line - 1);
        Matcher valueElement = VALUE_ELEMENT.matcher(text);
        if (valueElement.find()) {
            Matcher name = NAME_ELEMENT.matcher(before);
            Matcher attribute = NAME_ATTRIBUTE.matcher(before);
            if (name.find() && !before.contains("value>")) {
                candidates.accept(Candidate.setting(name.group(1), valueElement.group(1)));
            } else if (attribute.find()) {
                candidates.accept(Candidate.setting(attribute.group(1), valueElement.group(1)));
            }
        }
        Matcher valueAttribute = VALUE_ATTRIBUTE.matcher(text);
        Matcher nameBefore = NAME_ATTRIBUTE.matcher(before);
        if (valueAttribute.find() && !before.contains(">") && nameBefore.find()) {
            candidates.accept(Candidate.setting(nameBefore.group(1), valueAttribute.group(1)));
        }
    }
}
