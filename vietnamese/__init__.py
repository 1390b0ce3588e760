"""Vietnamese text, numbers, dates, unit names and working days; imports nothing of the project."""
