"""The words of the project as typed, frozen values: one noun a file.

Nothing here reads, renders or knows the program around it.
"""
