"""The words of the project as typed, frozen values: one noun a file."""
