"""Sealing in its parts: framing, padding, HPKE, wrapped keys, drafts, oversight, handing over."""
