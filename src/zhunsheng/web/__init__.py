"""The web door: Django lives here and nowhere else. ``desk`` shows, ``records`` keeps, ``accounts`` knows people."""
