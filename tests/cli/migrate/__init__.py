"""Tests of postern migrate."""
