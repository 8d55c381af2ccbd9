"""Where `flet build` starts the packed app. Everything else starts in `app/__main__.py`."""

from app.main import run_packed

run_packed()
