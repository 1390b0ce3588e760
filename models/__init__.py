"""Tables, and the pure rules about one row (status, next reminder)."""
