"""The pages of handing over and taking over."""
