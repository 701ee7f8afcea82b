"""Records that leave as rows: how coarse they must be so that nobody in them can be told from enough others."""
