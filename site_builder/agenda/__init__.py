"""The agenda as lines of text, JSON and a calendar.

Nothing here decides what is ahead: that is editions/agenda.py.
"""
