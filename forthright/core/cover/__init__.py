"""Who answers for a post: absences, deputies, chains of them, and the hours in which nobody does. Plain values."""
