package dev.readiness.spring.shop;

import org.springframework.data.repository.CrudRepository;
import org.springframework.security.access.prepost.PreAuthorize;

@PreAuthorize("hasRole('ADMIN')")
public interface CustomerRepository extends CrudRepository<Customer, Long> {}
