"""Files of a vault on a disk: whole writing, the lock, this device, backups."""
