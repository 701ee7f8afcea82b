"""Whether a vault is as it should be: what was looked at, against what, and in which words it is told."""
