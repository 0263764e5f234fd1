"""Colours that differ enough from their background (WCAG 2.2, 1.4.3 and contrast ratio)."""

from __future__ import annotations

Colour = tuple[int, int, int]
"""Red, green and blue, each from 0 to 255."""
READABLE = 4.5
WHITE, _NIGHT = (255, 255, 255), (0x14, 0x16, 0x1D)


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (part / 255 for part in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(colour: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(colour, other, strict=True))
    return red, green, blue


def darkened(colour: Colour) -> Colour:
    """Return the colour, darkened until white text is readable on it."""
    shades = (_mixed(colour, (0, 0, 0), step / 100) for step in range(101))
    return next(shade for shade in shades if contrast(shade, WHITE) >= READABLE)


def lightened(colour: Colour) -> Colour:
    """Return the colour, lightened until it is readable on the dark background."""
    shades = (_mixed(colour, WHITE, step / 100) for step in range(101))
    return next(shade for shade in shades if contrast(shade, _NIGHT) >= READABLE + 1)


def written(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
