"""The parts that seals are made of: framing, padding, HPKE; and drafts, which need nothing else."""
