"""The core beside its nearest rivals, each on the same work in the same run."""
