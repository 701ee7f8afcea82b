"""Settings: look, language, security, backup, people and keys, lists, policy, data, licences."""
