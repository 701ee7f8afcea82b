"""What is signed and granted in an office: keys, grants, names, approvals, the vault's file."""
