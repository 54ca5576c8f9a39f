"""Proofs about a policy: that no child's matter can fall silent under it, and a story wherever one can."""
