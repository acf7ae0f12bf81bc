package dev.readiness.spring.injection;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.security.Principal;
import java.util.Optional;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Handlers whose code is read and never run. */
@RestController
class PlantedRows implements DescribedRows {

    private EntityManager entities;

    record NewVisit(Long userId, String reason, String role) {}

    @Entity
    static class Visit {

        @Id
        private Long id;

        private Long userId;

        private String role;

        private String reason;

        public void setUserId(Long userId) {
            this.userId = userId;
        }

        public void setRole(String role) {
            this.role = role;
        }

        public void setReason(String reason) {
            this.reason = reason;
        }
    }

    @GetMapping("/bad/rows")
    Object page(@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") Integer size) {
        return PageRequest.of(page, size).toString();
    }

    @GetMapping("/bad/rows/minus")
    Object optional(@RequestParam int page, @RequestParam Optional<Integer> size) {
        return PageRequest.of(page - 1, size.orElse(20)).toString();
    }

    @GetMapping("/bad/rows/jpa")
    Object limit(@RequestParam int limit) {
        return entities.createQuery("from Visit").setMaxResults(limit).getResultList();
    }

    @Override
    public Object described(int page, int size) {
        return PageRequest.of(page, size).toString();
    }

    @GetMapping("/good/rows/clamped")
    Object clamped(@RequestParam int page, @RequestParam int size) {
        return PageRequest.of(Math.max(page, 0), Math.min(Math.max(size, 1), 100))
                .toString();
    }

    @GetMapping("/good/rows/compared")
    Object compared(@RequestParam int page, @RequestParam int size) {
        int rows = size;
        if (rows > 100) {
            rows = 100;
        }
        return PageRequest.of(page, rows).toString();
    }

    @GetMapping("/good/rows/constrained")
    Object constrained(@RequestParam @Min(0) int page, @RequestParam @Min(1) @Max(100) int size) {
        return PageRequest.of(page, size).toString();
    }

    @GetMapping("/good/rows/pageable")
    Object pageable(Pageable page) {
        return PageRequest.of(page.getPageNumber(), page.getPageSize()).toString();
    }

    @PostMapping("/bad/owner")
    void owner(@RequestBody NewVisit sent) {
        Visit visit = new Visit();
        visit.setUserId(sent.userId());
        visit.setReason(sent.reason());
        entities.persist(visit);
    }

    @PostMapping("/bad/owner/role")
    void role(@RequestBody NewVisit sent) {
        Visit visit = new Visit();
        visit.setRole(sent.role());
        entities.persist(visit);
    }

    @PostMapping("/good/owner/login")
    void login(@RequestBody NewVisit sent, Principal principal) {
        Visit visit = new Visit();
        visit.setUserId(sent.userId());
        entities.persist(visit);
    }

    @PostMapping("/good/owner/fixed")
    void fixed(@RequestBody NewVisit sent) {
        Visit visit = new Visit();
        visit.setReason(sent.reason());
        visit.setRole("GUEST");
        entities.persist(visit);
    }
}
