package dev.readiness.spring.code;

import dev.readiness.spring.assessment.FlowCall;
import dev.readiness.spring.assessment.FlowClassVisitor;
import dev.readiness.spring.assessment.FlowListener;
import dev.readiness.spring.assessment.FlowValue;
import dev.readiness.spring.assessment.FlowValue.Origin;
import dev.readiness.spring.assessment.FlowValue.Part;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.util.ClassUtils;

/** Collects the types of objects that a method gets from elsewhere by looking them up, and on which it calls a setter. */
final class ReadAndSetVisitor extends FlowClassVisitor {

    private static final Pattern LOOKUP = Pattern.compile("find\\w*|get(By\\w+|One|ReferenceById)");

    private final Map<String, String> found;

    /**
     * @param found takes the names of the types, with a method that does so
     */
    ReadAndSetVisitor(Map<String, String> found) {
        this.found = found;
    }

    @Override
    protected FlowListener listenerTo(String method) {
        String where = ClassUtils.getShortName(className().replace('/', '.')) + "." + method;
        return new FlowListener() {
            @Override
            public void called(FlowCall call, List<FlowValue> arguments) {
                if (!call.isStatic()
                        && call.name().startsWith("set")
                        && arguments.size() == 2
                        && arguments.get(0).parts().stream().anyMatch(part -> isLookup(part, call))) {
                    found.putIfAbsent(call.owner().replace('/', '.'), where);
                }
            }
        };
    }

    private static boolean isLookup(Part part, FlowCall setter) {
        return part.origin() == Origin.CALL
                && !part.owner().equals(setter.owner())
                && LOOKUP.matcher(part.name()).matches();
    }
}
