"""Mentions to facts and posts: run the rules, settle conflicts, keep the losers for ``explain``."""
