"""What custodians do: let in, renew, remove, recover, keep the root."""
