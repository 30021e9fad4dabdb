"""What people have to do and by when: one module for each kind of matter, found by a walk over this folder.

A module defines ``matters(asking)``: who, what, until when, where to act, done or not. First page, reminders, letters, the
overdue list, the calendar and the overview all read them through :mod:`.seam`, so that their numbers are the same.
"""
