package dev.readiness.validation.constraints;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks {@link SafeText}. */
public final class SafeTextValidator implements ConstraintValidator<SafeText, CharSequence> {

    private boolean multiline;

    private boolean singleScript;

    @Override
    public void initialize(SafeText constraint) {
        multiline = constraint.multiline();
        singleScript = constraint.singleScript();
    }

    @Override
    public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
        if (value == null) {
            return true;
        }
        String text = value.toString();
        return TextRules.isSafe(text, multiline) && (!singleScript || ScriptRules.isSingleInEachWord(text));
    }
}
