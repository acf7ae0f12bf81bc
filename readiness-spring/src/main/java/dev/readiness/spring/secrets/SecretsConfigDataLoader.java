package dev.readiness.spring.secrets;

import dev.readiness.secrets.LoadedSecrets;
import dev.readiness.secrets.SecretSource;
import java.util.List;
import org.springframework.boot.context.config.ConfigData;
import org.springframework.boot.context.config.ConfigDataLoader;
import org.springframework.boot.context.config.ConfigDataLoaderContext;
import org.springframework.boot.context.config.ConfigDataResourceNotFoundException;

/** Loads what {@code spring.config.import=readiness-secrets:…} names, so that everything that reads properties has it. */
final class SecretsConfigDataLoader implements ConfigDataLoader<SecretsConfigDataResource> {

    @Override
    public ConfigData load(ConfigDataLoaderContext context, SecretsConfigDataResource resource) {
        if (resource.equals(SecretsConfigDataResource.NONE)) {
            return ConfigData.EMPTY;
        }
        SecretSource source = resource.source().orElseThrow(() -> new ConfigDataResourceNotFoundException(resource));
        SecretPropertySource loaded = SecretPropertySource.of(source);
        LoadedSecrets.add(loaded.secrets());
        // A secret says neither what else to import nor which profiles are active.
        return new ConfigData(List.of(loaded), ConfigData.Option.IGNORE_IMPORTS, ConfigData.Option.IGNORE_PROFILES);
    }
}
