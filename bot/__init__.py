"""Settings, command line and platforms: connects everything, and is the one place that reads the clock."""
