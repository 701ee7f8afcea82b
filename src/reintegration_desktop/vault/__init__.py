"""Floor 2: keys, slots, sealing, envelopes of bundles: the only cryptography."""
