/** What a caller sends, followed through the application's byte code to where it must not get as it is. */
@NullMarked
package dev.readiness.spring.injection;

import org.jspecify.annotations.NullMarked;
