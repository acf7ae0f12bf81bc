package dev.readiness.assessment;

/**
 * How past estimates did. Of intervals that hold the truth in four of five cases, about that many should.
 *
 * @param scored slices that were finished after an estimate
 * @param held how many of them lay inside
 */
public record EstimateScore(int scored, int held) {}
