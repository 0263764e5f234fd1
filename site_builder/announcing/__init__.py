"""What became public, as messages to send: mail, short text."""
