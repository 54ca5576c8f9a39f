"""A partnership's published escalation text: its shapes, reading, writing, checking, explaining and drawing."""
