"""The four steps of the first run: language, vault, passphrase, recovery or joining."""
