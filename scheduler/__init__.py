"""Use cases that answer the clock: reminders that fall due, messages that go out."""
