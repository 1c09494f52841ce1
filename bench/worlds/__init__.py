"""Simulated shops and queues to measure in: none that the shipped guesses were made for."""
