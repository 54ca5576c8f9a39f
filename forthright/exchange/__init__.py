"""What comes in and goes out as a whole: the demonstration, for now."""
