package dev.kerbside.alone;

import dev.kerbside.steps.YarnContract;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** What YARN adds to a lab. It takes longest, so it begins first: else one of Maven's JVMs waits for it in the end. */
@DisabledIfSystemProperty(named = "lab.substrate", matches = "containers", disabledReason = "is a lab of its own")
class YarnIT extends YarnContract {}
