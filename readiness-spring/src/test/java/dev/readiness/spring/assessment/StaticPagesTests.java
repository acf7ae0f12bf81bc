package dev.readiness.spring.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Endpoint.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;

class StaticPagesTests {

    @ParameterizedTest
    @ValueSource(strings = {"login", "form", "withForm"})
    void aPageThatOnlyNamesItsViewCostsNothing(String handler) {
        assertThat(costsNothing("GET", handler)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "byLambda", "made", "body"})
    void aPageWithWorkBehindItDoes(String handler) {
        assertThat(costsNothing("GET", handler)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "form"})
    void aWriteIsNoPage(String handler) {
        assertThat(costsNothing("POST", handler)).isFalse();
    }

    private static boolean costsNothing(String method, String handler) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("handlers", (EndpointHandlers) endpoint -> Optional.of(handler(handler)));
        return new StaticPages(beans.getBeanProvider(EndpointHandlers.class))
                .test(new Endpoint(
                        method, "/page", "Pages.page", Origin.APPLICATION, !method.equals("GET"), false, false));
    }

    private static HandlerMethod handler(String name) {
        return Arrays.stream(Pages.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .map(method -> new HandlerMethod(new Pages(), method))
                .orElseThrow();
    }

    static final class Form {

        String text = "";
    }

    static final class Report {

        Report(List<String> rows) {
            rows.clear();
        }
    }

    @Controller
    static final class Pages {

        private final List<String> rows = new ArrayList<>();

        String login() {
            return "login";
        }

        String form(@ModelAttribute Form form) {
            return "form";
        }

        String withForm(Model model) {
            model.addAttribute("form", new Form());
            return "form";
        }

        String list(Model model) {
            model.addAttribute("rows", rows.subList(0, 1));
            return "list";
        }

        String byLambda(Model model) {
            Runnable later = () -> rows.add("seen");
            model.addAttribute("later", later);
            return "list";
        }

        String made(Model model) {
            model.addAttribute("report", new Report(rows));
            return "report";
        }

        @ResponseBody
        String body() {
            return "a small answer";
        }
    }
}
