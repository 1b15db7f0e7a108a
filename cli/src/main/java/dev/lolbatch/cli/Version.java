package dev.lolbatch.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Which build this is, as its jar says. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String build = Optional.ofNullable(Lolbatch.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
        return new String[] {"lolbatch " + build + ", Java " + Runtime.version()};
    }
}
