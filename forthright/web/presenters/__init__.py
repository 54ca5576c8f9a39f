"""Turn values into the sentences, tags and links that templates show. No rule and no writing here."""
