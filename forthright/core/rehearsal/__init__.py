"""Rehearsal: people played against a policy and a calendar, through the same `decide` and `tick` as in life."""
