"""Learns the matcher's numbers from question sets."""
