"""Tests of postern postfix."""
