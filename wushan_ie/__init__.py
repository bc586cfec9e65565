"""Turns Chinese government bulletins into checkable facts."""
