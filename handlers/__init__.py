"""Use cases that answer people, one transaction each; they never commit and never send."""
