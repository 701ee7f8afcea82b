"""Passphrases and words: derivation, strength, lists, slots, halves."""
