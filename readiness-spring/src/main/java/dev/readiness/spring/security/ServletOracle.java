package dev.readiness.spring.security;

import jakarta.servlet.ServletContext;

/** An oracle whose questions are requests of the Servlet API. */
interface ServletOracle extends AccessOracle {

    /** Returns the oracle for endpoints that another web server of the same application answers, at its root. */
    AccessOracle on(ServletContext server);
}
