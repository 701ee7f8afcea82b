"""Files on a disk: written whole or not at all, the lock, this device's memory."""
