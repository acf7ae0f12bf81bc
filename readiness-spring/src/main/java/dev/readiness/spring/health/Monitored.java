package dev.readiness.spring.health;

/** An indicator that reads the monitor, of whichever version of Spring Boot. */
interface Monitored {

    /** Returns what is looked at: Spring Boot's own indicator where it is one, and itself otherwise. */
    Object looksAt();

    /** Returns whether it looks at nothing but this process. */
    boolean isOfTheProcess();
}
