package dev.readiness.spring.injection;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a generator makes of a description of the interface: the constraints stand here, and not where the code is. */
interface DescribedRows {

    @GetMapping("/good/rows/described")
    Object described(@RequestParam int page, @RequestParam @Min(1) @Max(100) int size);
}
