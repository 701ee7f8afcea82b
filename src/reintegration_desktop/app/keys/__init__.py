"""The office's keys: renewed by a custodian, recovered with two sheets."""
