package dev.readiness.spring.shop;

import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RestResource;

public interface ProductRepository extends JpaRepository<Product, Long> {

    List<Product> findByName(String name);

    Page<Product> findByNameStartingWith(String name, Pageable page);

    @RestResource(exported = false)
    List<Product> findByCategoryName(String name);
}
