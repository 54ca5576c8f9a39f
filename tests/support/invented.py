"""The invented policy with every construct of people and records, for the core and for the town."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data"


def invented_text(first: str = "0") -> str:
    """The invented policy with every construct of people and records, from this step on."""
    top, steps = (DATA / "own-manager-first.policy").read_text(encoding="utf-8").split("step 0:", 1)
    kept = "step 0:" + steps
    top = top.replace("formal from: step 2", f"formal from: step {max(first, '2')}")
    kept = kept[kept.index(f"step {first}:") :].replace("step 1 starts", f"step {max(first, '1')} starts")
    return top + kept
