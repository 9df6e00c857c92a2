"""Tests of postern rules."""
