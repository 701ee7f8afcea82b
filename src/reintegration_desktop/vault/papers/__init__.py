"""What is signed, granted and carried: statements, requests, answers, cards, approvals, the vault's file."""
