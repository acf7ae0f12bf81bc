/**
 * The safeguards in front of any Java web application: servlet filters, and filters of the JDK's {@code HttpServer}.
 *
 * <p>Begin with the filter of the safeguard that is wanted. What is refused is answered with a problem document, sent by
 * {@link dev.readiness.web.ServletProblemWriter} or {@link dev.readiness.web.HttpExchangeProblemWriter}.
 */
@NullMarked
package dev.readiness.web;

import org.jspecify.annotations.NullMarked;
