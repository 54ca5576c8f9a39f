"""The benchmark of the working-time clock and of the clock loop."""
