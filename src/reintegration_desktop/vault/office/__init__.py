"""What custodians do: let in, renew, remove, recover, hand over, keep the root."""
