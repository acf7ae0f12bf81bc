package dev.readiness.assessment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Proposes slices for the endpoints that no declared slice goes through, by the first part of their path that says something.
 *
 * <p>A path is a guess at a workflow, not the workflow: a proposal is shown as one, with the properties that make it a slice.
 */
final class SliceProposals {

    /** Parts of a path that every endpoint of an application may share: {@code /api/v1/...}. */
    private static final Pattern SAYS_NOTHING = Pattern.compile("api|rest|v\\d+(\\.\\d+)?|\\{.*|\\*+|");

    private SliceProposals() {}

    static List<Slice> of(Inventory inventory, List<Slice> declared) {
        Map<String, List<String>> byName = inventory.applicationEndpoints().stream()
                .filter(endpoint -> declared.stream().noneMatch(slice -> slice.contains(endpoint)))
                .collect(Collectors.groupingBy(
                        SliceProposals::name,
                        LinkedHashMap::new,
                        Collectors.mapping(Endpoint::id, Collectors.toList())));
        return byName.entrySet().stream()
                .map(entry -> new Slice(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Returns the properties that declare {@code proposal}; they go on where a declared slice of that name ends. */
    static String snippet(Slice proposal, List<Slice> declared) {
        int first = declared.stream()
                .filter(slice -> slice.name().equals(proposal.name()))
                .mapToInt(slice -> slice.endpoints().size())
                .sum();
        return IntStream.range(0, proposal.endpoints().size())
                .mapToObj(index -> "readiness.slices.%s[%s]=%s"
                        .formatted(
                                proposal.name(),
                                first + index,
                                proposal.endpoints().get(index)))
                .collect(Collectors.joining("\n"));
    }

    private static String name(Endpoint endpoint) {
        return Stream.of(endpoint.path().split("/"))
                .map(part -> part.toLowerCase(Locale.ROOT))
                .filter(part -> !SAYS_NOTHING.matcher(part).matches())
                .map(part -> part.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", ""))
                .filter(part -> !part.isEmpty())
                .findFirst()
                .orElse("home");
    }
}
