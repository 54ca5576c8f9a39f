"""Who the partnership, its agencies, people and posts are, and who covers for whom."""
