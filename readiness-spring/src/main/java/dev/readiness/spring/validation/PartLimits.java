package dev.readiness.spring.validation;

import dev.readiness.validation.FileType;
import dev.readiness.validation.ProblemDocument;
import dev.readiness.validation.Violation;
import dev.readiness.web.ServletProblemWriter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.WebUtils;

/** Refuses multipart requests with too many parts (413) or with files whose content is of another type (415). */
final class PartLimits implements HandlerInterceptor, WebMvcConfigurer {

    private final RequestLimits limits;

    PartLimits(RequestLimits limits) {
        this.limits = limits;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException, ServletException {
        MultipartHttpServletRequest multipart = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        ProblemDocument problem = multipart == null ? null : problemOf(multipart);
        if (problem == null) {
            return true;
        }
        ServletProblemWriter.write(problem, response);
        return false;
    }

    private @Nullable ProblemDocument problemOf(MultipartHttpServletRequest request)
            throws IOException, ServletException {
        PathLimits here = ServletLimits.of(limits, request);
        int most = here.maxParts();
        if (most < Integer.MAX_VALUE && request.getParts().size() > most) {
            return PartProblems.tooMany(most);
        }
        Set<FileType> accepted = here.partTypes();
        List<Violation> violations = accepted.isEmpty() ? List.of() : wrongTypes(request, accepted);
        return violations.isEmpty() ? null : PartProblems.wrongTypes(violations);
    }

    private static List<Violation> wrongTypes(MultipartHttpServletRequest request, Set<FileType> accepted)
            throws IOException {
        List<Violation> violations = new ArrayList<>();
        for (List<MultipartFile> files : request.getMultiFileMap().values()) {
            for (MultipartFile file : files) {
                if (!file.isEmpty() && !isAccepted(file, accepted)) {
                    violations.add(PartProblems.wrongType(file.getName(), accepted));
                }
            }
        }
        return violations;
    }

    private static boolean isAccepted(MultipartFile file, Set<FileType> accepted) throws IOException {
        try (InputStream content = file.getInputStream()) {
            return FileType.detect(content).filter(accepted::contains).isPresent();
        }
    }
}
