"""From the catalogue to editions: what one country sees at one moment, in one locale."""
