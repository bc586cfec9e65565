"""Mentions, facts and posts to rows and annotation formats."""
