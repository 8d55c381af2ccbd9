"""Every screen of the app, put up in order: for the tests that look at all of them, and for
``make screens``, which photographs them.

``stage`` is the app in a process of its own that puts up the scene it is told; ``scenes`` says what
there is and how to get there; ``photograph`` takes the pictures.
"""
