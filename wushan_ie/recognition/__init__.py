"""Text to mentions: layout, numbers, dates, places, organizations, persons, projects."""
