"""Documents: an office's plan in, draft tasks out. Pure; knows no database and no clock."""
