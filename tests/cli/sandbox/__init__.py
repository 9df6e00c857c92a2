"""Tests of postern sandbox."""
