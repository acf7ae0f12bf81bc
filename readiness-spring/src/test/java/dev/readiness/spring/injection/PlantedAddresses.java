package dev.readiness.spring.injection;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Handlers whose code is read and never run. */
@Controller
class PlantedAddresses {

    private static final Set<String> HOSTS = Set.of("example.com");

    private final RestTemplate rest = new RestTemplate();

    private final RestClient client = RestClient.create();

    static class Hook {

        private String url;

        public String getUrl() {
            return url;
        }

        public void setUrl(String url) {
            this.url = url;
        }
    }

    @GetMapping("/bad/fetch/rest")
    @ResponseBody
    String fetch(@RequestParam String url) {
        return rest.getForObject(url, String.class);
    }

    @GetMapping("/bad/fetch/host")
    @ResponseBody
    String host(@RequestParam String host) {
        return client.get().uri("https://" + host + "/status").retrieve().body(String.class);
    }

    @PostMapping("/bad/fetch/jdk")
    @ResponseBody
    String jdk(@RequestBody Hook hook) {
        return HttpRequest.newBuilder().uri(URI.create(hook.getUrl())).build().toString();
    }

    @GetMapping("/good/fetch/fixed")
    @ResponseBody
    String fixed(@RequestParam String city) {
        return rest.getForObject("https://weather.example.com/" + city, String.class)
                + rest.getForObject("https://weather.example.com/{city}", String.class, city);
    }

    @GetMapping("/good/fetch/listed")
    @ResponseBody
    String listed(@RequestParam String url) {
        if (!HOSTS.contains(URI.create(url).getHost())) {
            return "no";
        }
        return rest.getForObject(url, String.class);
    }

    @GetMapping("/bad/redirect/view")
    String redirect(@RequestParam String next) {
        return "redirect:" + next;
    }

    @GetMapping("/bad/redirect/response")
    void respond(@RequestParam String next, HttpServletResponse response) throws IOException {
        response.sendRedirect(next);
    }

    @GetMapping("/good/redirect/path")
    String path(@RequestParam String id) {
        return "redirect:/pets/" + id;
    }

    @GetMapping("/good/redirect/back")
    String back(HttpServletRequest request) {
        return "redirect:" + request.getHeader("Referer");
    }

    @GetMapping("/good/redirect/body")
    @ResponseBody
    String text(@RequestParam String next) {
        return "redirect:" + next;
    }

    @GetMapping("/good/redirect/checked")
    String checked(@RequestParam String next) {
        return next.startsWith("/pets/") ? "redirect:" + next : "redirect:/";
    }
}
