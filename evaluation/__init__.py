"""Keeps Dateline's accuracy and speed from getting worse unnoticed (see docs/evaluation.md)."""
