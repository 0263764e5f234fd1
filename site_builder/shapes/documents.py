"""The shape of each kind of document, and what stands in for a broken value."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from site_builder.reading.document import Kind
from site_builder.shapes.entries import (
    IncidentShape,
    MaintenanceShape,
    PageShape,
    QuestionShape,
    UpdateShape,
)
from site_builder.shapes.site_files import (
    CategoriesShape,
    ClaimsShape,
    CountryShape,
    FactsShape,
    RetiredEntriesShape,
    ServicesShape,
    SiteShape,
)

SHAPES: dict[Kind, type[BaseModel]] = {
    "site": SiteShape,
    "services": ServicesShape,
    "facts": FactsShape,
    "claims": ClaimsShape,
    "retired": RetiredEntriesShape,
    "categories": CategoriesShape,
    "country": CountryShape,
    "incident": IncidentShape,
    "maintenance": MaintenanceShape,
    "update": UpdateShape,
    "question": QuestionShape,
    "page": PageShape,
}

# Stand-ins for missing or broken required values, so the rest is still checked.
STAND_INS: dict[str, Any] = {
    "title": "?",
    "name": "?",
    "text": "?",
    "question": "?",
    "answer": "?",
    "note": "?",
    "url": "https://example.org/",
    "entry": "?",
    "street": "?",
    "city": "?",
    "date": "9998-12-31",
    "status": "investigating",
    "state": "operational",
    "started": "1000",
    "updated": "1000",
    "at": "9998",
    "from": "1000",
    "starts": "1000-01-01 00:00",
    "ends": "9998-01-01 00:00",
    "services": [],
    "locales": ["en"],
    "value": 0,
}

# The same for an item of a list, by the name of the list; “?” if it is a list of words.
ITEM_STAND_INS: dict[str, Any] = {
    "contacts": {"post": "?"},
    "links": {"title": "?", "url": "https://example.org/"},
    "subscribe": {"title": "?", "url": "https://example.org/"},
    "holidays": "9998-12-31",
    "corrections": {"at": "9998", "note": "?"},
    "values": {"from": "9998", "value": 0},
    "locales": "en",
}
