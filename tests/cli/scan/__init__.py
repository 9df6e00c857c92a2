"""Tests of postern scan."""
