package dev.readiness.spring.assessment;

import dev.readiness.assessment.Attestation;
import dev.readiness.assessment.Slice;
import dev.readiness.assessment.Waiver;
import java.util.List;

/**
 * What the properties of the hardening report mean, once they were found to make sense.
 *
 * @param slices declared workflows
 * @param waivers accepted findings
 * @param attestations somebody's word for what cannot be seen
 */
record AssessmentSettings(List<Slice> slices, List<Waiver> waivers, List<Attestation> attestations) {}
