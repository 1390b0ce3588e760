"""Figures: the journal tallied at a moment, and the official documents drawn from that tally."""
