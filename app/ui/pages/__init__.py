"""One file a screen. Each is a component that takes the desk, and what it shows."""
