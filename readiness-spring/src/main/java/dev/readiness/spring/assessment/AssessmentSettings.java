package dev.readiness.spring.assessment;

import dev.readiness.assessment.Attestation;
import dev.readiness.assessment.ControlAttestation;
import dev.readiness.assessment.Slice;
import dev.readiness.assessment.Waiver;
import java.util.List;

/**
 * What the properties of the hardening report mean, once they were found to make sense.
 *
 * @param slices declared workflows
 * @param waivers accepted findings
 * @param attestations somebody's word for what cannot be seen
 * @param attestedControls somebody's word for controls that no rule looks at
 * @param effort what is known of the effort so far
 */
record AssessmentSettings(
        List<Slice> slices,
        List<Waiver> waivers,
        List<Attestation> attestations,
        List<ControlAttestation> attestedControls,
        EffortSettings effort) {}
