"""Who looked at, printed or exported what. Append-only."""
