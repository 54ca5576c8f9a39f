"""The append-only heart: events, projection, drafts, policy versions, seals and keys."""
