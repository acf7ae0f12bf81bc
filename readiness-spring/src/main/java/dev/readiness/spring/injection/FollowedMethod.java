package dev.readiness.spring.injection;

import dev.readiness.spring.assessment.FlowCall;
import dev.readiness.spring.assessment.FlowListener;
import dev.readiness.spring.assessment.FlowValue;
import dev.readiness.spring.assessment.FlowValue.Part;
import dev.readiness.spring.injection.InputUse.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.StringUtils;

/** Collects what one method does with what it is given, in the order of its code. Not thread-safe. */
final class FollowedMethod implements FlowListener {

    private static final Set<String> NO_CHECKS = Set.of(
            "isEmpty",
            "isBlank",
            "isNull",
            "nonNull",
            "isPresent",
            "hasText",
            "hasLength",
            "add",
            "addAll",
            "exists",
            "notExists",
            "isDirectory",
            "isRegularFile",
            "isFile",
            "isReadable",
            "canRead",
            "deleteIfExists",
            "notNull",
            "delete",
            "mkdirs",
            "mkdir",
            "createNewFile",
            "renameTo",
            "execute");

    private static final Pattern CHECKING = Pattern.compile(
            "(validate|check|verify|assert|ensure|require(?!NonNull)|reject|guard)\\w*|matcher|hashCode");

    private final String name;

    private final Function<FlowCall, Optional<MethodSummary>> ofApplication;

    private final OwnedRows rows;

    private final List<InputUse> uses = new ArrayList<>();

    private final Set<String> checked = new HashSet<>();

    private final List<Part> returned = new ArrayList<>();

    private List<FlowValue> arguments = List.of();

    private MethodSummary callee = MethodSummary.NOTHING;

    private boolean followed;

    /**
     * @param name of the method, as a person says it
     * @param ofApplication what a method does that is part of the application
     */
    FollowedMethod(String name, Function<FlowCall, Optional<MethodSummary>> ofApplication, OwnedRows rows) {
        this.name = name;
        this.ofApplication = ofApplication;
        this.rows = rows;
    }

    MethodSummary summary() {
        return new MethodSummary(List.copyOf(uses), Set.copyOf(checked), List.copyOf(returned));
    }

    @Override
    public Collection<Part> given(int position, String type) {
        return List.of(InputParts.given(position, type));
    }

    @Override
    public void called(FlowCall call, List<FlowValue> values) {
        arguments = values;
        callee = MethodSummary.NOTHING;
        followed = false;
        boolean hasInput =
                values.stream().anyMatch(value -> InputParts.of(value).findAny().isPresent());
        if (call.owner().endsWith("/SecurityContextHolder")) {
            checked.add(MethodSummary.CALLER);
        }
        FlowCall target = call.lambda() == null ? call : call.lambda();
        ofApplication.apply(target).ifPresent(summary -> follow(call, summary));
        if (!hasInput) {
            return;
        }
        DangerousCalls.in(call, values).forEach(place -> note(place.kind(), place.value(), call));
        if (rows.isOwnerSetBy(call)) {
            note(Kind.OWNER, values.get(values.size() - 1), call);
        }
        if (rows.isPriceSetBy(call)) {
            note(Kind.PRICE, values.get(values.size() - 1), call);
        }
        if (isCheck(call)) {
            values.stream().flatMap(InputParts::of).map(Part::name).forEach(checked::add);
        }
    }

    private void follow(FlowCall call, MethodSummary summary) {
        followed = true;
        callee = call.lambda() == null ? summary : new MethodSummary(summary.uses(), summary.checked(), List.of());
        for (InputUse use : summary.uses()) {
            argumentsFor(use.input()).map(use::givenAs).forEach(uses::add);
        }
        for (String name : summary.checked()) {
            if (name.equals(MethodSummary.CALLER)) {
                checked.add(name);
                continue;
            }
            argumentsFor(InputParts.named(name))
                    .map(argument ->
                            InputParts.within(argument, InputParts.named(name)).name())
                    .forEach(checked::add);
        }
    }

    private Stream<Part> argumentsFor(Part parameter) {
        int position = InputParts.parameter(parameter);
        return position < arguments.size() ? InputParts.of(arguments.get(position)) : Stream.empty();
    }

    private void note(Kind kind, FlowValue value, FlowCall call) {
        String at = StringUtils.unqualify(call.owner().replace('/', '.'))
                + (call.isConstructor() ? "" : "." + (call.recipe().isEmpty() ? call.name() : "redirect"));
        InputParts.of(value).forEach(input -> uses.add(new InputUse(kind, input, at, name)));
    }

    private boolean isCheck(FlowCall call) {
        boolean answers = call.resultType().equals("Z") && !NO_CHECKS.contains(call.name()) && !call.isConstructor();
        boolean named = CHECKING.matcher(call.name()).matches();
        boolean isEnum = call.isStatic()
                && call.name().equals("valueOf")
                && !call.owner().startsWith("java/lang/");
        return (answers && !followed) || (answers && callee.uses().isEmpty()) || named || isEnum;
    }

    @Override
    public Collection<Part> contributed(FlowCall call, int position, FlowValue argument) {
        if (InputParts.of(argument).findAny().isEmpty()) {
            return Set.of();
        }
        if (followed && call.descriptor().startsWith("()") && callee.returned().isEmpty()) {
            return InputParts.property(argument, propertyOf(call.name()), call.resultType());
        }
        if (followed) {
            return callee.returned().stream()
                    .filter(part -> InputParts.parameter(part) == position)
                    .flatMap(part -> InputParts.of(argument).map(given -> InputParts.within(given, part)))
                    .toList();
        }
        return Carriers.contributed(call, position, arguments);
    }

    private static String propertyOf(String method) {
        boolean getter = method.startsWith("get") && method.length() > 3;
        return getter ? StringUtils.uncapitalize(method.substring(3)) : method;
    }

    @Override
    public boolean keeps(FlowCall call) {
        return Carriers.keeps(call);
    }

    @Override
    public boolean carries(FlowCall call) {
        return false;
    }

    @Override
    public void returned(FlowValue value) {
        InputParts.of(value).forEach(returned::add);
    }

    @Override
    public void decidedBy(FlowValue value) {
        InputParts.of(value).map(Part::name).forEach(checked::add);
    }
}
