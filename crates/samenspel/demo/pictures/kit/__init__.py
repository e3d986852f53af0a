"""Motifs from which the demo pictures are composed."""
