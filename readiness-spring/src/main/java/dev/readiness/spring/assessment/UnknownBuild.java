package dev.readiness.spring.assessment;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.context.ApplicationContext;

/** Finds applications that cannot say which build they are. */
final class UnknownBuild {

    private static final String ID = "deployment.build-unknown";

    private static final String REMEDY = """
            <plugin>
              <groupId>org.springframework.boot</groupId>
              <artifactId>spring-boot-maven-plugin</artifactId>
              <executions>
                <execution>
                  <goals>
                    <goal>build-info</goal>
                  </goals>
                </execution>
              </executions>
            </plugin>""";

    private final ApplicationContext context;

    UnknownBuild(ApplicationContext context) {
        this.context = context;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        List<Evidence> evidence = new ArrayList<>();
        context.getBeanProvider(BuildProperties.class)
                .ifAvailable(build -> evidence.add(new Evidence("build information", "version " + build.getVersion())));
        context.getBeanProvider(GitProperties.class)
                .ifAvailable(git -> evidence.add(new Evidence("git information", "commit " + git.getShortCommitId())));
        return List.of(
                evidence.isEmpty()
                        ? Finding.fail(
                                ID,
                                Finding.APPLICATION,
                                "Nobody can tell which build runs here, so nobody knows whether a release, or a"
                                        + " rollback, has arrived.",
                                REMEDY)
                        : Finding.pass(ID, Finding.APPLICATION, evidence.toArray(Evidence[]::new)));
    }
}
