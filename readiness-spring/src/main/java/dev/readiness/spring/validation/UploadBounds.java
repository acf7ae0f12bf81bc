package dev.readiness.spring.validation;

import dev.readiness.assessment.Result;

/** What bounds the size of uploads in the running application. */
@FunctionalInterface
interface UploadBounds {

    /** Returns what bounds an upload to {@code path}, a pattern perhaps. */
    Bound at(String path);

    /**
     * What bounds an upload.
     *
     * @param result whether something does, if that can be seen
     * @param seen what was seen
     * @param remedy how to bound it
     */
    record Bound(Result result, String seen, String remedy) {}
}
