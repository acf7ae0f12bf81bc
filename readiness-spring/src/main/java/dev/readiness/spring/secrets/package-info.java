/**
 * Secrets in a Spring Boot application: directories and files of secrets as property sources, a start that names everything
 * that is missing, and the rules that look for secrets in the configuration and in the code.
 */
@NullMarked
package dev.readiness.spring.secrets;

import org.jspecify.annotations.NullMarked;
