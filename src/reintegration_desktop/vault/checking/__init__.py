"""Whether a vault's folder is as it should be, as far as no key is needed to tell."""
