"""Guiden: a recovery workbook whose words are sealed on the person's own device.

Rooms: ``guide`` (content), ``vault`` (secrets at rest), ``workbook`` (a person's answers),
``ui`` (what is seen). Arrows go one way, see ``tests/test_architecture.py``.
"""

__version__ = "0.1.0"
