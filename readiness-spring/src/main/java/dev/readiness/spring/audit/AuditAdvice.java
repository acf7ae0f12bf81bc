package dev.readiness.spring.audit;

/**
 * What both advices need.
 *
 * @param recorder records how a call ended
 * @param work runs the method
 */
record AuditAdvice(ActionRecorder recorder, AuditedWork work) {}
