package dev.readiness.assessment;

/**
 * Work at the endpoints of a slice.
 *
 * @param slice name of the slice
 * @param cells the cells of its own endpoints; those of the application as a whole are counted once, elsewhere
 */
public record SliceEffort(String slice, Cells cells) {}
