NAME = "clock loop"
ROWS = 100_000


def measured(rows, rounds):
    return []


def missed(found):
    return []
