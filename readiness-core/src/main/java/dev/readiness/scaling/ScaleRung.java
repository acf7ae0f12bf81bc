package dev.readiness.scaling;

/**
 * The application with a number of users.
 *
 * @param users how many
 * @param measured whether this was observed; if not, it is predicted
 * @param carried whether the first limit is not reached
 * @param throughput requests a second
 * @param response seconds until the answer, waiting before the server included where it is predicted
 * @param busiest what is used most
 * @param utilisation share of it that is used, from 0 to 1
 * @param arithmetic how the figures came about
 */
public record ScaleRung(
        int users,
        boolean measured,
        boolean carried,
        double throughput,
        double response,
        String busiest,
        double utilisation,
        String arithmetic) {}
