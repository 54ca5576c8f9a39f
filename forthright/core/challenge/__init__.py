"""What a challenge is, what may happen to it, who may do it and who may see it. Plain values and pure functions."""
