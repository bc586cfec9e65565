"""What all tests share: random examples are not timed, for a busy machine would fail them."""

from hypothesis import settings

settings.register_profile("wushan", deadline=None)
settings.load_profile("wushan")
