"""Tests of postern undo."""
