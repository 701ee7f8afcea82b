"""Whether a vault's database is as it should be: pages, chain, signatures, seals, folds; and folding anew."""
