"""The folder ``rules/`` to checked, compiled objects; knows nothing of spaCy."""
