package dev.readiness.spring.secrets;

import dev.readiness.secrets.CodeConstant;
import dev.readiness.secrets.CodeConstants;
import dev.readiness.spring.assessment.ApplicationClassFiles;
import java.util.ArrayList;
import java.util.List;

/** Reads the texts in the class files of the application's own packages. No class is loaded by it. */
final class ApplicationClasses {

    private final ApplicationClassFiles files;

    ApplicationClasses(ApplicationClassFiles files) {
        this.files = files;
    }

    CodeConstants constants() {
        List<CodeConstant> constants = new ArrayList<>();
        ApplicationClassFiles.Reading reading = files.read(() -> new ConstantVisitor(constants));
        return new CodeConstants(reading.read(), reading.unread(), constants);
    }
}
