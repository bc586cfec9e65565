"""A file to a Bulletin: text in any usual encoding, and the header of a government page."""
