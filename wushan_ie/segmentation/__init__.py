"""Text to words: the pkuseg model and the spaCy tokenizer."""
