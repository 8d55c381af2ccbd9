"""Guiden: a recovery workbook whose words are sealed on the person's own device.

Rooms: ``guide`` (content), ``packages`` (content of others), ``vault`` (secrets at rest),
``workbook`` (a person's answers), ``share`` (pages outside the screen), ``ui`` (what is seen), and
``serve`` and ``desktop`` (the windows). Arrows go one way, see ``tests/test_architecture.py``.
"""

__version__ = "0.1.0"
