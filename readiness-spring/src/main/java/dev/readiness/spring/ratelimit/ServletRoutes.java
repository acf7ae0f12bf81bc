package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.RateLimitRule;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Function;
import org.springframework.web.util.ServletRequestPathUtils;

/** Finds the rules of a servlet request, whose path it reads as Spring MVC does. */
record ServletRoutes(RoutedRules rules) implements Function<HttpServletRequest, List<RateLimitRule>> {

    @Override
    public List<RateLimitRule> apply(HttpServletRequest request) {
        if (rules.isEmpty()) {
            return List.of();
        }
        return rules.rulesOf(
                request.getMethod(), ServletRequestPathUtils.parse(request).pathWithinApplication());
    }
}
