package dev.readiness.scaling;

/**
 * Why a prediction is not made, or is worth less.
 *
 * @param reason what kind of reason
 * @param seen what was seen, with its figures
 * @param remedy what to set or do
 */
public record ScaleDoubt(Reason reason, String seen, String remedy) {

    /** What stands between meters and a prediction. */
    public enum Reason {
        /** There is too little traffic or too little time. */
        TOO_FEW_REQUESTS(true),
        /** The virtual machine still compiles, so that a request needs more of the processor than it will. */
        COLD(true),
        /** The quota of the container kept the process from running. */
        THROTTLED(true),
        /** Others use the processors, so that it is not known what is left at a higher load. */
        SHARED(true),
        /** A meter is missing, so that what it would show cannot be excluded. */
        BLIND(true),
        /** What was observed is too low a load for what is said of a high one. */
        FAR(false),
        /** There is no limit where one is usual. */
        UNLIMITED(false),
        /** Others use the processors, which changes the figures of the processor but not what comes first. */
        NOISY(false);

        private final boolean refusing;

        Reason(boolean refusing) {
            this.refusing = refusing;
        }

        /** Returns whether no prediction is made because of it. */
        public boolean isRefusing() {
            return refusing;
        }
    }
}
