"""Packets for services and their answers."""
