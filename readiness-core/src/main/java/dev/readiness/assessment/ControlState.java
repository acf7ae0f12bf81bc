package dev.readiness.assessment;

/** What there is to say of a control. None of these means that it is satisfied: that is for an auditor to say. */
public enum ControlState {
    /** Something that bears on it failed, accepted for now or not. */
    GAP_SEEN,
    /** Everything that bears on it and was asked passed. */
    EVIDENCE_SEEN,
    /** Some of it passed, and the rest could not be seen. */
    SEEN_IN_PART,
    /** Nothing was seen, and somebody vouches for it. */
    ATTESTED,
    /** Nothing was seen: no rule looks at it, or those that do had nothing to look at. */
    NOT_SEEN
}
